package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Personal;
import io.menshen.kernel.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A form has one reading, or is refused. */
class FormFieldsTests {
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(Map<String, Personal<String>> form, String name) {
        return Objects.requireNonNull(form.get(name)).open();
    }

    @Test
    void reads_what_a_browser_posts() {
        var form = FormFields.read(ascii("number=138+0000&name=%E8%AF%B8%E8%91%9B&empty=&bare&"));

        assertThat(form.keySet()).containsExactlyInAnyOrder("number", "name", "empty", "bare");
        assertThat(text(form, "number")).isEqualTo("138 0000");
        assertThat(text(form, "name")).isEqualTo("诸葛");
        assertThat(text(form, "empty")).isEmpty();
        assertThat(text(form, "bare")).isEmpty();
        assertThat(form.toString()).doesNotContain("138");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=1&code=2",
                "code=1&%63ode=2",
                "code=%FF",
                "code=%C0%80",
                "code=%ED%A0%80",
                "code=%",
                "code=%G1",
                "code=1\n",
                "code=\u00e9"
            })
    void what_could_be_read_in_two_ways_is_refused(String body) {
        assertThatThrownBy(() -> FormFields.read(ascii(body)))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("code=");
    }

    @Test
    void more_than_sixteen_fields_are_refused() {
        var body = IntStream.range(0, 17).mapToObj(i -> "f" + i + "=x");
        var bytes = ascii(body.collect(Collectors.joining("&")));
        assertThatThrownBy(() -> FormFields.read(bytes)).isInstanceOf(RefusedException.class);
    }
}
