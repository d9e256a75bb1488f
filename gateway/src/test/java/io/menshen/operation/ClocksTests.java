package io.menshen.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClocksTests {
    @ParameterizedTest
    @CsvSource({"0,OK", "2000,OK", "-2001,WARN", "10000,WARN", "10001,FAIL", "-86400000,FAIL"})
    void a_clock_that_is_apart_is_told(long milliseconds, Finding.State state) {
        var ours = Instant.parse("2026-11-24T12:00:00Z");
        var found = DatabaseLook.ofClock("database", ours.plusMillis(milliseconds), ours);

        assertThat(found.state()).isEqualTo(state);
        assertThat(found.remedy().isEmpty()).isEqualTo(state == Finding.State.OK);
    }
}
