package io.menshen.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PgbenchTests {
    @Test
    void the_rate_is_what_it_says() throws IOException {
        var said = "latency average = 0.6 ms\ntps = 23916.117 (without initial connection time)\n";

        assertThat(Pgbench.rate(said)).isEqualTo(23916.117);
    }

    @Test
    void what_it_says_instead_is_told() {
        assertThatThrownBy(() -> Pgbench.rate("pgbench: error: no database\n"))
                .hasMessage("pgbench tells no rate: pgbench: error: no database");
    }
}
