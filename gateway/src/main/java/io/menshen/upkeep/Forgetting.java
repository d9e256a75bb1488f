package io.menshen.upkeep;

import io.menshen.idempotency.Replays;
import io.menshen.quota.MatchAttempts;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/**
 * Takes away what has had its day: kept answers of writes, and counts of attempts. Several gateways
 * may do so at once; who comes second finds nothing.
 */
final class Forgetting {
    private final Replays replays;
    private final MatchAttempts attempts;
    private final ConnectionFactory intake;

    /**
     * Forgetting over the connections of those modules.
     *
     * @param intake of the role {@code INTAKE}, which keeps answers
     */
    Forgetting(Replays replays, MatchAttempts attempts, ConnectionFactory intake) {
        this.replays = replays;
        this.attempts = attempts;
        this.intake = intake;
    }

    /** Forgets once; answers how many rows went. */
    Mono<Long> run() {
        return Transactions.run(intake, replays::forgetExpired)
                .flatMap(answers -> attempts.forgetPast().map(counts -> answers + counts));
    }
}
