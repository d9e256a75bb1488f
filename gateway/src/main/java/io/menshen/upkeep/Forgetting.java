package io.menshen.upkeep;

import io.menshen.consent.Links;
import io.menshen.idempotency.Replays;
import io.menshen.journal.ReplayGate;
import io.menshen.quota.MatchAttempts;
import io.menshen.retention.RetentionRun;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Takes away what has had its day: kept answers of writes, counts of attempts, and values of
 * people. Several gateways may do so at once; who comes second finds nothing.
 */
final class Forgetting {
    private static final int TRIES = 600;
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Replays replays;
    private final MatchAttempts attempts;
    private final Links links;
    private final ConnectionFactory intake;
    private final RetentionRun retention;
    private final ReplayGate gate;

    /**
     * Forgetting over the connections of those modules.
     *
     * @param intake of the role {@code INTAKE}, which keeps answers
     */
    Forgetting(
            Replays replays,
            MatchAttempts attempts,
            Links links,
            ConnectionFactory intake,
            RetentionRun retention,
            ReplayGate gate) {
        this.replays = replays;
        this.attempts = attempts;
        this.links = links;
        this.intake = intake;
        this.retention = retention;
        this.gate = gate;
    }

    /** Forgets once; answers how many rows went. */
    Mono<Long> run() {
        return Transactions.run(intake, replays::forgetExpired)
                .flatMap(answers -> attempts.forgetPast().map(counts -> answers + counts))
                .flatMap(gone -> links.forgetPast().map(past -> gone + past))
                .flatMap(gone -> values().map(values -> gone + values));
    }

    /**
     * A hold that the database does not know yet must keep what it is for: the journal is first.
     */
    private Mono<Long> values() {
        return gate.pass(retention::once)
                .retryWhen(
                        Retry.fixedDelay(TRIES, AGAIN)
                                .filter(_ -> !gate.isOpen())
                                .onRetryExhaustedThrow((_, last) -> last.failure()));
    }
}
