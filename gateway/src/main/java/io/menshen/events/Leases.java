package io.menshen.events;

import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Which gateway sends to a consumer: one at a time, and another when that one is gone. */
final class Leases {
    private static final int SECONDS = 60;

    /** For so long one may send by a lease that was just taken. */
    static final Duration SAFE = Duration.ofSeconds(40);

    private final ConnectionFactory writes;
    private final UUID holder = UUID.randomUUID();

    /** Over connections of the role {@code INTAKE}. */
    Leases(ConnectionFactory writes) {
        this.writes = writes;
    }

    /**
     * The right to send to a consumer for a minute.
     *
     * @param position of the event that failed last; 0 where none did
     * @param failures how often it did in a row
     * @param refusals how often of late the consumer refused it for itself
     */
    record Lease(String consumer, long position, int failures, int refusals) {
        int failuresOf(long other) {
            return other == position ? failures : 0;
        }

        int refusalsOf(long other) {
            return other == position ? refusals : 0;
        }
    }

    /** How the sending ended; of nothing where it did not fail. */
    record Stand(long position, int failures, int refusals) {
        static final Stand WELL = new Stand(0, 0, 0);
    }

    /** Empty where another gateway has it, or it is too early to try again. */
    Mono<Lease> take(String consumer) {
        return word(connection ->
                        connection
                                .createStatement("SELECT subject.lease_push($1, $2, $3)")
                                .bind("$1", consumer)
                                .bind("$2", holder)
                                .bind("$3", SECONDS))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split(" ", 3))
                .map(parts ->
                        new Lease(
                                consumer,
                                Long.parseLong(parts[0]),
                                Integer.parseInt(parts[1]),
                                Integer.parseInt(parts[2])));
    }

    /** Gives it back; nobody tries again before that time is over. */
    Mono<Void> settle(String consumer, Stand stand, Duration wait) {
        return word(connection ->
                        connection
                                .createStatement(
                                        "SELECT subject.settle_push($1, $2, $3, $4, $5, $6)")
                                .bind("$1", consumer)
                                .bind("$2", holder)
                                .bind("$3", stand.position())
                                .bind("$4", stand.failures())
                                .bind("$5", stand.refusals())
                                .bind("$6", wait.toMillis()))
                .then();
    }

    /** Keeps that a consumer refused an event for good. */
    Mono<Void> bury(String consumer, long position, int status) {
        return word(connection ->
                        connection
                                .createStatement("SELECT subject.bury_event($1, $2, $3)")
                                .bind("$1", consumer)
                                .bind("$2", position)
                                .bind("$3", status))
                .then();
    }

    private Mono<String> word(Function<Connection, Statement> call) {
        return Mono.usingWhen(
                writes.create(),
                connection -> Call.word(call.apply(connection)),
                Connection::close);
    }
}
