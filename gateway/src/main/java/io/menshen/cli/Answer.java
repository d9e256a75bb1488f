package io.menshen.cli;

import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Waits for an answer of the database: a command has a thread of its own for that. */
final class Answer {
    private Answer() {}

    /**
     * What was answered on connections of the role menshen_audit.
     *
     * @throws CannotException where the database does not answer
     */
    static <T> T ofAudit(StorageProperties storage, Function<ConnectionFactory, Mono<T>> question) {
        try (var pools = pools(storage)) {
            return question.apply(pools.of(Role.AUDIT)).toFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof R2dbcException refused) {
                throw new CannotException(refused.getMessage() + "");
            }
            throw e;
        }
    }

    private static Pools pools(StorageProperties storage) {
        try {
            return new Pools(storage);
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; set it in the file that --config names");
        }
    }
}
