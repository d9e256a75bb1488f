package io.menshen.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteKeyTests {
    private static final Caller APP = new Caller("primary", "app", "app", null);

    @Test
    void takes_printable_ascii_of_up_to_128() {
        assertThat(WriteKey.of(APP, "POST /v1/intakes", "~".repeat(128)).key()).hasSize(128);
        assertThat(WriteKey.of(APP, "POST /v1/intakes", "order 1/2").key()).isEqualTo("order 1/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "键", "a\nb", "a\u0000", "a\u007f", "aé"})
    void names_the_header_of_a_bad_key_but_not_the_key(String header) {
        refuses(header);
    }

    @Test
    void refuses_129_characters() {
        refuses("a".repeat(129));
    }

    @Test
    void prints_no_key() {
        assertThat(WriteKey.of(APP, "POST /v1/intakes", "s3cret").toString())
                .doesNotContain("s3cret");
    }

    private static void refuses(String header) {
        assertThatThrownBy(() -> WriteKey.of(APP, "POST /v1/intakes", header))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> {
                            var fault = e.refusal().faults().getFirst();
                            assertThat(e.refusal().kind()).isEqualTo(Refusal.Kind.INVALID);
                            assertThat(fault.pointer()).isEqualTo(WriteKey.POINTER);
                            assertThat(fault.detail()).contains("128");
                        });
    }
}
