package io.menshen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvPlaceTests {
    private static CsvPlace behind(String text) {
        var place = CsvPlace.ENDED;
        for (var i = 0; i < text.length(); i++) {
            place = place.after(text.charAt(i));
        }
        return place;
    }

    @Test
    void a_quote_opens_at_the_start_of_a_cell_only() {
        assertThat(behind("\"")).isEqualTo(CsvPlace.QUOTED);
        assertThat(behind("a,\"b,\n")).isEqualTo(CsvPlace.QUOTED);
        assertThat(behind("a\n\"")).isEqualTo(CsvPlace.QUOTED);
        assertThat(behind("a,5\" x")).isEqualTo(CsvPlace.PLAIN);
        assertThat(behind("a, \"b\n")).isEqualTo(CsvPlace.ENDED);
    }

    @Test
    void two_quotes_within_quotes_are_one_and_close_nothing() {
        assertThat(behind("\"a\"\"b\n")).isEqualTo(CsvPlace.QUOTED);
        assertThat(behind("\"a\"\"\"\n")).isEqualTo(CsvPlace.ENDED);
        assertThat(behind("\"a\"b\"\n")).isEqualTo(CsvPlace.ENDED);
    }

    @Test
    void a_carriage_return_alone_ends_no_row() {
        assertThat(behind("a\r")).isEqualTo(CsvPlace.RETURNED);
        assertThat(behind("a\r\n")).isEqualTo(CsvPlace.ENDED);
        assertThat(behind("\"a\r")).isEqualTo(CsvPlace.QUOTED);
    }
}
