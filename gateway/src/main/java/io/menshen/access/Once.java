package io.menshen.access;

import io.menshen.consent.DoneBeforeException;
import io.menshen.decision.Decision;
import io.menshen.idempotency.Replays;
import io.menshen.kernel.Refusal;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * Writes that are repeated have one effect and one answer. Whoever was erased is not found by an
 * identifier any more, so that a write is asked for before its person is.
 */
public final class Once {
    private final Replays replays;
    private final ConnectionFactory intake;
    private final Records records;

    /**
     * Over connections of the role {@code INTAKE}, which keeps answers.
     *
     * @param records of looks at what was answered before
     */
    Once(Replays replays, ConnectionFactory intake, Records records) {
        this.replays = replays;
        this.intake = intake;
        this.records = records;
    }

    /**
     * The word that was kept for this write, or else what it gives now.
     *
     * @return {@code STORE_UNAVAILABLE} where the database does not answer
     */
    public Mono<String> word(Use use, Decision.Permit permit, Write write, Mono<String> now) {
        return before(write)
                .map(Replays.Kept::outcome)
                .flatMap(word -> looked(use, permit, word))
                .switchIfEmpty(
                        now.onErrorResume(
                                DoneBeforeException.class,
                                done -> looked(use, permit, done.outcome())));
    }

    private Mono<String> looked(Use use, Decision.Permit permit, String word) {
        return records.looked(use, permit, null).thenReturn(word);
    }

    private Mono<Replays.Kept> before(Write write) {
        var key = write.key();
        return key == null
                ? Mono.empty()
                : Transactions.run(
                                intake,
                                connection ->
                                        replays.begin(connection, key, write.body().toArray()))
                        .onErrorMap(
                                failure ->
                                        failure instanceof R2dbcException
                                                || failure instanceof TimeoutException,
                                _ ->
                                        Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1)
                                                .toException());
    }

    /**
     * Keeps the word in the transaction of its effect.
     *
     * @return a {@link DoneBeforeException} where another write of this key was first
     */
    public Mono<Void> keep(Connection connection, Write write, String word) {
        var key = write.key();
        if (key == null) {
            return Mono.empty();
        }
        var body = write.body().toArray();
        var kept = new Replays.Kept(word, List.of());
        return replays.begin(connection, key, body)
                .flatMap(first -> Mono.<Void>error(new DoneBeforeException(first.outcome())))
                .switchIfEmpty(Mono.defer(() -> replays.keep(connection, key, body, kept)));
    }
}
