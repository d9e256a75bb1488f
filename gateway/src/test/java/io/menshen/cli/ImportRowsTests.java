package io.menshen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ImportRowsTests {
    private static ImportRows rows(String text, ImportForm form) {
        return new ImportRows(new StringReader(text), form);
    }

    private static String behind(long rows, String text, ImportForm form) throws IOException {
        var read = new ByteArrayOutputStream();
        try (var all = rows(text, form)) {
            all.behind(rows);
            for (var piece = all.next(); piece != null; piece = all.next()) {
                read.writeBytes(piece);
            }
        }
        return read.toString(UTF_8);
    }

    @Test
    void rows_that_were_answered_are_passed_over_and_the_columns_are_named_again()
            throws IOException {
        var csv = "a,b\r\n1,\"x\ny\"\r\n2,z\r\n3,w\r\n";

        assertThat(behind(0, csv, ImportForm.CSV)).isEqualTo(csv);
        assertThat(behind(1, csv, ImportForm.CSV)).isEqualTo("a,b\r\n2,z\r\n3,w\r\n");
        assertThat(behind(3, csv, ImportForm.CSV)).isEqualTo("a,b\r\n");
        assertThat(behind(1, "{}\n\n{\"a\":1}\n", ImportForm.NDJSON)).isEqualTo("\n{\"a\":1}\n");
    }

    @Test
    void no_character_is_lost_between_two_pieces() throws IOException {
        var text = "x".repeat(16_382) + "𠮷".repeat(20_000) + "\n" + "末\n";

        assertThat(behind(0, text, ImportForm.NDJSON)).isEqualTo(text);
        assertThat(behind(1, text, ImportForm.NDJSON)).isEqualTo("末\n");
    }

    @Test
    void a_quote_within_a_cell_joins_no_rows() throws IOException {
        var csv = "a,b\n1,5\" x\n2,6\" y\n3,\"z\n\"\n";

        assertThat(behind(1, csv, ImportForm.CSV)).isEqualTo("a,b\n2,6\" y\n3,\"z\n\"\n");
        try (var rows = rows(csv, ImportForm.CSV)) {
            rows.behind(0);
            assertThat(rows.count()).isEqualTo(3);
        }
    }

    @Test
    void a_first_row_that_ends_with_a_carriage_return_alone_is_refused() {
        var mapping =
                new ImportMapping(
                        JsonMapper.shared().readTree("{\"columns\":{\"a\":\"x\",\"b\":\"y\"}}"));

        assertThatCode(() -> mapping.requireIn("a,b\r\n")).doesNotThrowAnyException();
        assertThatThrownBy(() -> mapping.requireIn("a,b\r1,2\r"))
                .isInstanceOf(CannotException.class)
                .hasMessageContaining("carriage return");
    }

    @Test
    void rows_are_counted_as_the_gateway_numbers_them() throws IOException {
        assertThat(rows("1\n2\n3", ImportForm.NDJSON).count()).isEqualTo(3);
        assertThat(rows("1\n2\n", ImportForm.NDJSON).count()).isEqualTo(2);
        assertThat(rows("", ImportForm.NDJSON).count()).isZero();
        try (var csv = rows("a\n\"1\n\"\n2\n", ImportForm.CSV)) {
            csv.behind(0);
            assertThat(csv.count()).isEqualTo(2);
        }
    }
}
