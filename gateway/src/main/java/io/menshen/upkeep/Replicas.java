package io.menshen.upkeep;

import io.menshen.storage.Call;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which keysets the running gateways have open (docs/adr/0010). One that was silent for longer than
 * {@value #LIVING_SECONDS} seconds is taken for gone: without the database it serves nobody.
 */
public final class Replicas {
    /** How long a gateway that was heard counts as running. */
    static final int LIVING_SECONDS = 10;

    private static final String TELL = "SELECT subject.tell_keysets($1, $2)";
    private static final String LIVING =
            """
            SELECT replica_id, keysets FROM subject.replica
            WHERE seen_at > clock_timestamp() - make_interval(secs => $1) ORDER BY replica_id
            """;

    private final ConnectionFactory reading;
    private final ConnectionFactory telling;

    /**
     * Over these connections.
     *
     * @param reading of the role {@code SUBJECT}
     * @param telling of the role {@code INTAKE}
     */
    public Replicas(ConnectionFactory reading, ConnectionFactory telling) {
        this.reading = reading;
        this.telling = telling;
    }

    /**
     * A gateway that runs.
     *
     * @param keysets the fingerprint of what it has open
     */
    public record Replica(UUID id, String keysets) {}

    Mono<Void> tell(UUID replica, String keysets) {
        return Transactions.run(
                        telling,
                        connection ->
                                Call.word(
                                        connection
                                                .createStatement(TELL)
                                                .bind("$1", replica)
                                                .bind("$2", keysets)))
                .then();
    }

    /** All that run now. */
    public Flux<Replica> living() {
        return Flux.usingWhen(
                reading.create(),
                connection ->
                        Flux.from(
                                        connection
                                                .createStatement(LIVING)
                                                .bind("$1", LIVING_SECONDS)
                                                .execute())
                                .flatMap(result ->
                                        result.map((row, _) ->
                                                new Replica(
                                                        get(row.get(0, UUID.class)),
                                                        get(row.get(1, String.class))))),
                Connection::close);
    }

    private static <T> T get(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
