package io.menshen.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.menshen.kernel.RefusedException;
import io.menshen.web.StrictJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenFaultsTests {
    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "{}", "[null]", "[true]"})
    void a_value_that_is_no_text_is_told_what_is_needed(String value) {
        var body = "{\"channel\":\"app\",\"purpose\":\"p\",\"fields\":{\"f\":%s}}".formatted(value);
        var refused =
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() ->
                                new StrictJson()
                                        .read(
                                                body.getBytes(StandardCharsets.UTF_8),
                                                IntakeRequest.class));
        assertThat(refused.actual().refusal().faults())
                .singleElement()
                .hasFieldOrPropertyWithValue("pointer", "/fields")
                .hasFieldOrPropertyWithValue("detail", "Needed: text or a list of texts.");
    }
}
