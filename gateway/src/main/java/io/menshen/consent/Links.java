package io.menshen.consent;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Drbg;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Links by which a person withdraws without a login (T/CCAGM 002 4.1.2-d, 6.3.1). The token is 128
 * random bits; what is kept is its SHA-256 with what it is for, and an HMAC over both by the token
 * itself: whoever changes the row without the token is found out. No key of the gateway's opens it,
 * so that it works after every rotation of keys and for as long as a message may lie in a mailbox.
 */
public final class Links {
    private static final String ADD = "SELECT subject.add_link($1, $2, $3, $4, $5, $6)";
    private static final String FIND =
            "SELECT subject_id, purposes, expires_on, mac FROM subject.link WHERE hash = $1";

    private final ConnectionFactory reads;
    private final ConnectionFactory writes;
    private final Clock clock;
    private final SecureRandom random;

    Links(ConnectionFactory reads, ConnectionFactory writes, Clock clock) {
        this.reads = reads;
        this.writes = writes;
        this.clock = clock;
        this.random = Drbg.seeded();
    }

    /**
     * Whose link it is, and what can be withdrawn by it.
     *
     * @param purposes registered purposes, one or more
     * @param expires the last day on which it works
     */
    public record Link(SubjectId subject, List<String> purposes, LocalDate expires) {
        /** Keeps a copy. */
        public Link {
            purposes = List.copyOf(purposes);
        }
    }

    /**
     * A new link.
     *
     * @return its token: 22 characters of base64url; a {@link RefusedException} {@code
     *     STORE_UNAVAILABLE} where the database does not take it
     */
    public Mono<String> issue(Link link, LocalDate today) {
        return Mono.fromSupplier(() -> LinkToken.drawn(random))
                .flatMap(token ->
                        Mono.usingWhen(
                                        writes.create(),
                                        connection -> added(connection, token, link, today),
                                        Connection::close)
                                .thenReturn(token.text()))
                .onErrorMap(Links::unavailable);
    }

    /**
     * The link of that token on that day.
     *
     * @return empty for any other text and after its last day; an {@link IntegrityException} where
     *     its row was changed behind the gateway's back; other errors as {@link #issue}
     */
    public Mono<Link> find(String token, LocalDate today) {
        return Mono.justOrEmpty(LinkToken.of(token))
                .flatMap(read ->
                        Mono.usingWhen(
                                reads.create(),
                                connection -> found(connection, read, today),
                                Connection::close))
                .onErrorMap(Links::unavailable);
    }

    /** Takes away links whose last day is over; answers how many went. */
    public Mono<Long> forgetPast() {
        // Without parameters: r2dbc-postgresql 1.1.3 leaks those of a statement that is cancelled.
        var sql = "SELECT subject.forget_links(DATE '%s')".formatted(BusinessDay.today(clock));
        return Mono.usingWhen(
                writes.create(),
                connection ->
                        Flux.from(connection.createStatement(sql).execute())
                                .flatMap(result -> result.map((row, _) -> gone(row)))
                                .single(),
                Connection::close);
    }

    private static long gone(Row row) {
        return Objects.requireNonNull(row.get(0, Long.class));
    }

    private static Mono<Void> added(
            Connection connection, LinkToken token, Link link, LocalDate today) {
        var statement =
                connection
                        .createStatement(ADD)
                        .bind("$1", ByteBuffer.wrap(token.hash()))
                        .bind("$2", link.subject().value())
                        .bind("$3", String.join(" ", link.purposes()))
                        .bind("$4", today)
                        .bind("$5", link.expires())
                        .bind("$6", ByteBuffer.wrap(token.mac(link)));
        return Call.expect(statement, "added");
    }

    private static Mono<Link> found(Connection connection, LinkToken token, LocalDate today) {
        var statement = connection.createStatement(FIND).bind("$1", ByteBuffer.wrap(token.hash()));
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, _) -> found(token, row, today)))
                .singleOrEmpty()
                .flatMap(Mono::justOrEmpty);
    }

    private static Optional<Link> found(LinkToken token, Row row, LocalDate today) {
        var link = link(row);
        if (link.expires().isBefore(today)) {
            return Optional.empty();
        }
        var mac = Objects.requireNonNull(row.get("mac", byte[].class));
        if (!MessageDigest.isEqual(mac, token.mac(link))) {
            throw new IntegrityException("a link");
        }
        return Optional.of(link);
    }

    private static Link link(Row row) {
        return new Link(
                new SubjectId(Objects.requireNonNull(row.get("subject_id", UUID.class))),
                List.of(Objects.requireNonNull(row.get("purposes", String.class)).split(" ")),
                Objects.requireNonNull(row.get("expires_on", LocalDate.class)));
    }

    private static Throwable unavailable(Throwable failure) {
        return failure instanceof RefusedException || failure instanceof IntegrityException
                ? failure
                : Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException();
    }
}
