package io.menshen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalTests {
    private static final String CANARY = "CANARY-13800000001";

    @Test
    void prints_nothing_of_its_value() {
        var personal = Personal.of(CANARY);

        assertThat(personal.toString()).doesNotContain("CANARY").doesNotContain("1380");
        assertThat(List.of(personal).toString()).doesNotContain("CANARY");
    }

    @Test
    void stays_personal_when_derived() {
        var derived = Personal.of(CANARY).map(String::length);

        assertThat(derived.toString()).doesNotContain(String.valueOf(CANARY.length()));
        assertThat(derived.open()).isEqualTo(CANARY.length());
    }

    @Test
    void does_not_compare_by_value() {
        assertThat(Personal.of(CANARY)).isNotEqualTo(Personal.of(CANARY));
    }
}
