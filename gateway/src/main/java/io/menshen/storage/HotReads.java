package io.menshen.storage;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The queries that every read of a person makes, under one role. They stand behind this seam since
 * the client that runs them decides how fast a read is (docs/adr).
 */
public interface HotReads {
    /**
     * The rows of a query.
     *
     * @param sql with {@code $1} for the keys
     * @param read makes one thing of one row, before the next row is read
     * @return an error where the database does not answer in time
     */
    <V> Mono<List<V>> select(String sql, UUID[] keys, Function<Columns, V> read);

    /** The hot reads of each role. */
    @FunctionalInterface
    interface ByRole {
        /** Those under a role that has a schema of its own. */
        HotReads of(Role role);
    }

    /** The columns of one row, by their place from 0. */
    interface Columns {
        /** A uuid; null where the column is. */
        @Nullable UUID uuid(int at);

        /** A text; null where the column is. */
        @Nullable String text(int at);

        /** A bytea; null where the column is. */
        byte @Nullable [] bytes(int at);

        /** An integer or bigint; null where the column is. */
        @Nullable Long number(int at);

        /** A date; null where the column is. */
        @Nullable LocalDate date(int at);

        /** What the table never leaves empty. */
        static <T> T present(@Nullable T value) {
            if (value == null) {
                throw new IllegalStateException("a column is empty that never is");
            }
            return value;
        }
    }
}
