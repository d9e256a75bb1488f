package io.menshen.storage;

import io.micrometer.core.instrument.DistributionSummary;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Hot reads over pipelined connections of Vert.x's client. */
record VertxReads(Role role, Pool pool, DistributionSummary sizes, PoolMeters meters)
        implements HotReads {
    @Override
    public <V> Mono<List<V>> select(String sql, UUID[] keys, Function<Columns, V> read) {
        sizes.record(keys.length);
        return Mono.<List<V>>create(sink ->
                        pool.preparedQuery(sql)
                                .execute(Tuple.of((Object) keys))
                                .map(rows -> read(rows, read))
                                .onComplete(sink::success, sink::error))
                .doOnNext(_ -> meters.answered(role))
                .doOnError(cause -> meters.failed(role, cause));
    }

    private static <V> List<V> read(RowSet<Row> rows, Function<Columns, V> read) {
        var found = new ArrayList<V>(rows.size());
        for (var row : rows) {
            found.add(read.apply(new Cells(row)));
        }
        return found;
    }

    private record Cells(Row row) implements Columns {
        @Override
        public @Nullable UUID uuid(int at) {
            return row.getUUID(at);
        }

        @Override
        public @Nullable String text(int at) {
            return row.getString(at);
        }

        @Override
        public byte @Nullable [] bytes(int at) {
            var bytes = row.getBuffer(at);
            return bytes == null ? null : bytes.getBytes();
        }

        @Override
        public @Nullable Long number(int at) {
            return row.getLong(at);
        }

        @Override
        public @Nullable LocalDate date(int at) {
            return row.getLocalDate(at);
        }
    }
}
