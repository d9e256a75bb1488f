package io.menshen.rights;

import io.menshen.access.Records;
import io.menshen.consent.DoneBeforeException;
import io.menshen.idempotency.Replays;
import io.menshen.rights.Desk.Admitted;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Writes that are repeated have one effect and one answer. Whoever was erased is not found by an
 * identifier any more, so that a write is asked for before its person is.
 */
final class Once {
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

    /** The word that was kept for this write, or else what it gives now. */
    Mono<String> word(Admitted admitted, Handed handed, Mono<String> now) {
        return before(handed)
                .map(Replays.Kept::outcome)
                .flatMap(word -> looked(admitted, word))
                .switchIfEmpty(
                        now.onErrorResume(
                                DoneBeforeException.class,
                                done -> looked(admitted, done.outcome())));
    }

    private Mono<String> looked(Admitted admitted, String word) {
        return records.looked(admitted.use(), admitted.permit(), null).thenReturn(word);
    }

    private Mono<Replays.Kept> before(Handed handed) {
        var key = handed.key();
        return key == null
                ? Mono.empty()
                : Transactions.run(
                        intake,
                        connection -> replays.begin(connection, key, handed.body().toArray()));
    }

    /**
     * Keeps the word in the transaction of its effect.
     *
     * @return a {@link DoneBeforeException} where another write of this key was first
     */
    Mono<Void> keep(Connection connection, Handed handed, String word) {
        var key = handed.key();
        if (key == null) {
            return Mono.empty();
        }
        var body = handed.body().toArray();
        var kept = new Replays.Kept(word, List.of());
        return replays.begin(connection, key, body)
                .flatMap(first -> Mono.<Void>error(new DoneBeforeException(first.outcome())))
                .switchIfEmpty(Mono.defer(() -> replays.keep(connection, key, body, kept)));
    }
}
