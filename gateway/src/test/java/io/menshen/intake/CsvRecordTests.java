package io.menshen.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.RefusedException;
import io.menshen.web.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordTests {
    private static List<String> cells(String row) {
        return CsvRecord.of(new Row(1, Bytes.copyOf(row.getBytes(UTF_8)), null));
    }

    @Test
    void a_row_has_the_cells_of_one_record() {
        assertThat(cells("a,5\" x\r")).containsExactly("a", "5\" x");
        assertThat(cells("a,\"x\r\ny\"")).containsExactly("a", "x\r\ny");
    }

    @Test
    void several_records_in_one_row_fail() {
        assertThatThrownBy(() -> cells("a,b\rc,d")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> cells("a,5\" x\nb,6\" y")).isInstanceOf(RefusedException.class);
    }
}
