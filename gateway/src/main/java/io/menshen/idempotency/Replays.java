package io.menshen.idempotency;

import io.menshen.kernel.Bytes;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * What a write has answered before, kept in the transaction of its effect: a keyed fingerprint,
 * outcome and ids, never a value (design, section 7). Answers are kept for {@code
 * menshen.idempotency.keep}.
 */
public interface Replays {
    /**
     * Takes the key until the transaction ends. Call it first in the transaction, and retry the
     * whole where it fails to serialise.
     *
     * @param connection a transaction of the role {@code INTAKE}, READ COMMITTED
     * @param body the request's bytes; only a keyed fingerprint of them is kept
     * @return what was answered before, or empty for a first use; a {@link
     *     io.menshen.kernel.RefusedException} {@code CONFLICT} where the same key is in flight
     *     ({@code key_in_flight}, to be tried again after a second) or was used with another body
     *     ({@code key_of_another_body})
     */
    Mono<Kept> begin(Connection connection, WriteKey key, byte[] body);

    /**
     * Keeps the answer; it becomes visible with the transaction's commit.
     *
     * @return empty; a {@link io.menshen.kernel.RefusedException} {@code CONFLICT} where another
     *     transaction kept one since, after which this one can only be rolled back
     */
    Mono<Void> keep(Connection connection, WriteKey key, byte[] body, Kept answer);

    /** Which of many keys have an answer already, with whatever body. */
    Mono<Set<WriteKey>> known(Connection connection, List<WriteKey> keys);

    /**
     * Keeps the answers of many writes of one transaction.
     *
     * @return empty; a {@link io.menshen.kernel.RefusedException} as of {@link #keep}
     */
    Mono<Void> keepAll(Connection connection, List<Written> writes);

    /**
     * A write and its answer.
     *
     * @param body the request's bytes; only a keyed fingerprint of them is kept
     */
    record Written(WriteKey key, Bytes body, Kept answer) {}

    /** Forgets the answers whose time is over; answers how many went. */
    Mono<Long> forgetExpired(Connection connection);

    /**
     * An answer without values.
     *
     * @param outcome a word of the route, such as {@code created}
     * @param ids ids of what was written; never a value of a person
     */
    record Kept(String outcome, List<String> ids) {
        /** Keeps a copy. */
        public Kept {
            ids = List.copyOf(ids);
        }
    }
}
