package io.menshen.storage;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Work in one transaction, on a connection that is given back in every case. */
public final class Transactions {
    /** A server that is silent for so long is lost; its own limit on a statement is shorter. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final double JITTER = 0.75;

    private Transactions() {}

    /**
     * Runs the work within 30 seconds under READ COMMITTED, whatever the database's own default is:
     * the functions of the schemas take row locks and expected versions, and count on seeing what
     * was committed before each of their statements.
     *
     * @param work what is done with the connection
     * @return what the work gave, once it is committed
     */
    public static <T> Mono<T> run(ConnectionFactory database, Function<Connection, Mono<T>> work) {
        return run(database, IsolationLevel.READ_COMMITTED, work).timeout(SILENCE);
    }

    /**
     * Runs the work and commits; an error or a cancellation rolls back.
     *
     * @param isolation above READ COMMITTED the database may refuse the work with SQLSTATE 40001
     * @param work what is done with the connection
     * @return what the work gave, once it is committed
     */
    public static <T> Mono<T> run(
            ConnectionFactory database,
            IsolationLevel isolation,
            Function<Connection, Mono<T>> work) {
        var whole =
                Mono.usingWhen(
                        database.create(),
                        connection ->
                                Mono.from(connection.beginTransaction(isolation))
                                        .then(Mono.defer(() -> work.apply(connection))),
                        connection -> end(connection, connection.commitTransaction()),
                        (connection, _) -> undo(connection),
                        Transactions::undo);
        return whole.onErrorMap(Transactions::unwrapped);
    }

    /**
     * A server that is lost rolls back by itself. That it could not be asked to must not stand in
     * place of the work's own failure, which says what was lost.
     */
    private static Mono<Void> undo(Connection connection) {
        return end(connection, connection.rollbackTransaction()).onErrorComplete();
    }

    /** A commit that fails comes wrapped by Reactor: who asked is told what failed. */
    private static Throwable unwrapped(Throwable failure) {
        var cause = failure.getCause();
        return cause != null && failure.getClass().equals(RuntimeException.class) ? cause : failure;
    }

    private static Mono<Void> end(Connection connection, Publisher<Void> ending) {
        return Mono.from(ending)
                .then(Mono.from(connection.close()))
                .onErrorResume(cause -> Mono.from(connection.close()).then(Mono.error(cause)));
    }

    /**
     * Tries anew what lost a race, after 5 to 350 milliseconds by chance, so that those who met do
     * not meet again.
     *
     * @param tries after the first
     * @param lost which failures are a lost race; after the last try the failure itself is handed
     *     on, as every other is at once
     */
    public static Retry anew(int tries, Predicate<Throwable> lost) {
        return Retry.backoff(tries, SHORTEST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .jitter(JITTER)
                .filter(lost)
                .onRetryExhaustedThrow((_, last) -> last.failure());
    }
}
