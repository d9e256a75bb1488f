package io.menshen.intake;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.web.Row;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Signal;

/** The rows of a CSV; the first of them names the columns. */
final class CsvRows {
    private static final Refusal EMPTY =
            Refusal.invalid(
                    List.of(new Fault("", "empty", "The first row has to name the columns.")));

    private CsvRows() {}

    /**
     * The rows below the one that names the columns.
     *
     * @param digest of the mapping
     * @param before how many rows there are before the first of these
     * @return an error {@code INVALID} where there is no such row, or the mapping does not fit it
     */
    static Flux<Offering> read(CsvMapping mapping, Bytes digest, long before, Flux<Row> rows) {
        return rows.switchOnFirst((first, all) ->
                first.hasValue()
                        ? below(mapping, digest, before, Objects.requireNonNull(first.get()), all)
                        : Flux.error(lost(first)));
    }

    private static Throwable lost(Signal<? extends Row> first) {
        var thrown = first.getThrowable();
        return thrown == null ? EMPTY.toException() : thrown;
    }

    private static Flux<Offering> below(
            CsvMapping mapping, Bytes digest, long before, Row head, Flux<Row> all) {
        var table = CsvTable.of(mapping, digest, CsvRecord.of(head));
        var above = before - head.number();
        return all.skip(1).map(row -> table.read(above + row.number(), row));
    }
}
