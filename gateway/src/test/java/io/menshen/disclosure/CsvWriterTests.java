package io.menshen.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(CsvWriter.cell(value)).isEqualTo("\"'" + value + "\"");
    }

    @Test
    void other_cells_are_as_they_are_and_quotes_are_doubled() {
        assertThat(CsvWriter.cell("")).isEqualTo("\"\"");
        assertThat(CsvWriter.cell("诸葛慧敏")).isEqualTo("\"诸葛慧敏\"");
        assertThat(CsvWriter.cell("a,\"=b\"\n")).isEqualTo("\"a,\"\"=b\"\"\n\"");
    }
}
