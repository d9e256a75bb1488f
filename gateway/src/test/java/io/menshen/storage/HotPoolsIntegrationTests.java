package io.menshen.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HotPoolsIntegrationTests {
    private static final int TIMES = 40;

    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    /** Its threads are guarded as the gateway's own: none may wait, at its end either. */
    @Test
    void begin_and_end_many_times_without_a_thread_that_waits() {
        for (var i = 0; i < TIMES; i++) {
            try (var reads = new TestHotReads(POSTGRES.properties())) {
                assertThat(asked(reads.of(Role.IDENTITY))).hasSize(1);
            }
        }
    }

    private static List<UUID> asked(HotReads reads) {
        var key = UUID.randomUUID();
        return reads.select(
                        "SELECT unnest($1::uuid[])",
                        new UUID[] {key},
                        row -> HotReads.Columns.present(row.uuid(0)))
                .blockOptional()
                .orElseThrow();
    }
}
