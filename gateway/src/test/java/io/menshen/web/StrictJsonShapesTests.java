package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonShapesTests {
    private static final StrictJson JSON = new StrictJson();

    record Shapes(
            @JsonProperty(required = true) LocalDate day,
            @Nullable String text,
            @Nullable Integer number,
            @Nullable List<String> list,
            @Nullable Map<String, String> object) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2026,1,1]",
                "20000",
                "true",
                "null",
                "{}",
                "\"\"",
                "\"2026-1-1\"",
                "\"2026-02-30\"",
                "\"2026-01-01T00:00:00Z\"",
                "\"20260101\"",
                "\"1899-12-31\"",
                "\"2201-01-01\"",
                "\"+999999999-12-31\"",
                "\"+294277-01-01\"",
                "\"-2026-01-01\""
            })
    void a_date_is_text_of_one_form_within_three_centuries(String date) {
        assertThat(fault("{\"day\":" + date + "}"))
                .isEqualTo(
                        "/day type Needed: a date as text, YYYY-MM-DD, in the years 1900 to 2200.");
    }

    @Test
    void the_first_and_the_last_day_are_dates() {
        assertThat(read("{\"day\":\"1900-01-01\"}").day()).isEqualTo("1900-01-01");
        assertThat(read("{\"day\":\"2200-12-31\"}").day()).isEqualTo("2200-12-31");
    }

    @ParameterizedTest
    @CsvSource({
        "text, [], Needed: text.",
        "number, true, Needed: a number within range.",
        "list, {}, Needed: a list.",
        "object, 1, 'Needed: an object, with all it needs.'"
    })
    void a_fault_names_the_needed_shape(String key, String value, String detail) {
        assertThat(fault("{\"day\":\"2026-01-01\",\"" + key + "\":" + value + "}"))
                .isEqualTo("/" + key + " type " + detail);
    }

    private static Shapes read(String body) {
        return JSON.read(body.getBytes(StandardCharsets.UTF_8), Shapes.class);
    }

    private static String fault(String body) {
        var refused =
                assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> read(body));
        var fault = refused.actual().refusal().faults().getFirst();
        return fault.pointer() + " " + fault.code() + " " + fault.detail();
    }
}
