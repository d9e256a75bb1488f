package io.menshen.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Refusal.Fault;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class LineSplitterTests {
    /** The rows of a CSV that comes in such pieces; of one that is refused the code. */
    private static List<String> rows(String... pieces) {
        return Objects.requireNonNull(
                LineSplitter.records(Flux.just(pieces).map(piece -> piece.getBytes(UTF_8)))
                        .map(raw -> told(raw.row()))
                        .collectList()
                        .block());
    }

    private static String told(Row row) {
        var refusal = row.refusal();
        return refusal == null
                ? new String(Objects.requireNonNull(row.body()).toArray(), UTF_8)
                : row.number() + " " + refusal.faults().stream().map(Fault::code).toList();
    }

    @Test
    void marks_of_inches_in_two_rows_leave_them_two() {
        assertThat(rows("a,5\" x\nb,6\" y\n")).containsExactly("a,5\" x", "b,6\" y");
        assertThat(rows("a,5", "\" x\nb,6\" ", "y\n")).containsExactly("a,5\" x", "b,6\" y");
    }

    @Test
    void a_line_feed_within_quotes_ends_no_row() {
        assertThat(rows("a,\"x\n\"", "\"y\"\nb,c\n")).containsExactly("a,\"x\n\"\"y\"", "b,c");
    }

    @Test
    void a_carriage_return_alone_refuses_its_row_and_no_other() {
        assertThat(rows("a,b\r\nc,d\re,f\r\ng,h\r\n"))
                .containsExactly("a,b\r", "2 [line_end]", "g,h\r");
        assertThat(rows("a,b\r", "c,d\r")).containsExactly("1 [line_end]");
        assertThat(rows("a,\"b\rc\"\n")).containsExactly("a,\"b\rc\"");
    }

    @Test
    void a_file_of_carriage_returns_alone_is_told_as_such_however_long_it_is() {
        assertThat(rows("a,b\r".repeat(StrictJson.MAX_LINE))).containsExactly("1 [line_end]");
    }
}
