package io.menshen.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.CsvCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+86",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠1"
            })
    void no_cell_is_taken_for_a_formula(String value) {
        assertThat(new CsvCell(value).written()).isEqualTo("\"'" + value + "\"");
    }

    @Test
    void other_cells_are_as_they_are_and_quotes_are_doubled() {
        assertThat(new CsvCell("").written()).isEqualTo("\"\"");
        assertThat(new CsvCell("诸葛慧敏").written()).isEqualTo("\"诸葛慧敏\"");
        assertThat(new CsvCell("a,\"=b\"\n").written()).isEqualTo("\"a,\"\"=b\"\"\n\"");
    }
}
