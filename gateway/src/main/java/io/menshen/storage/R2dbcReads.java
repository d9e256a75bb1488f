package io.menshen.storage;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The same reads over a pool of r2dbc-postgresql, for those who are in no hurry. */
record R2dbcReads(ConnectionFactory database) implements HotReads {
    @Override
    public <V> Mono<List<V>> select(String sql, UUID[] keys, Function<Columns, V> read) {
        return Flux.usingWhen(
                        database.create(),
                        connection -> rows(connection, sql, keys, read),
                        Connection::close)
                .collectList();
    }

    private static <V> Flux<V> rows(
            Connection connection, String sql, UUID[] keys, Function<Columns, V> read) {
        return Flux.from(connection.createStatement(sql).bind("$1", keys).execute())
                .flatMap(result -> result.map((row, _) -> read.apply(new Cells(row))));
    }

    private record Cells(Row row) implements Columns {
        @Override
        public @Nullable UUID uuid(int at) {
            return row.get(at, UUID.class);
        }

        @Override
        public @Nullable String text(int at) {
            return row.get(at, String.class);
        }

        @Override
        public byte @Nullable [] bytes(int at) {
            return row.get(at, byte[].class);
        }

        @Override
        public @Nullable Long number(int at) {
            return row.get(at, Long.class);
        }

        @Override
        public @Nullable LocalDate date(int at) {
            return row.get(at, LocalDate.class);
        }
    }
}
