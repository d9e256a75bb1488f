package io.menshen.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.MacUse;
import io.menshen.storage.Call;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers as rows of the schema {@code idempotency}, which only its functions reach. */
final class StoredReplays implements Replays {
    // Read as the class loads, since the first use of a time zone reads a file.
    private static final ZoneId ZONE = BusinessDay.ZONE;
    private static final Reason IN_FLIGHT = Reason.of("key_in_flight");
    private static final Reason OTHER_BODY = Reason.of("key_of_another_body");

    private final KeyRing keys;
    private final Clock clock;
    private final Duration keep;

    StoredReplays(KeyRing keys, Clock clock, Duration keep) {
        this.keys = keys;
        this.clock = clock;
        this.keep = keep;
    }

    /** What the database says of a key; outcome and ids are empty but for a kept one. */
    private record Found(String status, String outcome, List<String> ids) {
        static Found of(Readable row) {
            var outcome = row.get("outcome", String.class);
            var ids = row.get("ids", String[].class);
            return new Found(
                    Objects.requireNonNull(row.get("status", String.class)),
                    outcome == null ? "" : outcome,
                    ids == null ? List.of() : List.of(ids));
        }
    }

    @Override
    public Mono<Kept> begin(Connection connection, WriteKey key, byte[] body) {
        var sql = "SELECT status, outcome, ids FROM idempotency.begin($1, $2)";
        return Mono.defer(() -> ask(bound(connection, sql, key, body)));
    }

    private static Mono<Kept> ask(Statement statement) {
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.map(Found::of)))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no status of a key")))
                .flatMap(StoredReplays::answer);
    }

    private static Mono<Kept> answer(Found found) {
        return switch (found.status()) {
            case "new" -> Mono.empty();
            case "kept" -> Mono.just(new Kept(found.outcome(), found.ids()));
            case "other" -> Mono.error(Refusal.of(Refusal.Kind.CONFLICT, OTHER_BODY).toException());
            default -> Mono.error(inFlight());
        };
    }

    @Override
    public Mono<Void> keep(Connection connection, WriteKey key, byte[] body, Kept answer) {
        return Mono.defer(() -> write(connection, key, body, answer))
                .onErrorMap(R2dbcDataIntegrityViolationException.class, _ -> inFlight());
    }

    private Mono<Void> write(Connection connection, WriteKey key, byte[] body, Kept answer) {
        var statement =
                bound(connection, "SELECT idempotency.keep($1, $2, $3, $4, $5)", key, body)
                        .bind("$3", answer.outcome())
                        .bind("$4", answer.ids().toArray(String[]::new))
                        .bind("$5", expires());
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()))
                .then();
    }

    @Override
    public Mono<Set<WriteKey>> known(Connection connection, List<WriteKey> asked) {
        var byMac = new HashMap<String, WriteKey>();
        asked.forEach(key -> byMac.put(keyMac(key), key));
        var statement =
                connection
                        .createStatement("SELECT idempotency.known($1)")
                        .bind("$1", byMac.keySet().toArray(String[]::new));
        return Flux.from(statement.execute())
                .flatMap(result ->
                        result.map(row -> Objects.requireNonNull(row.get(0, String.class))))
                .map(mac -> Objects.requireNonNull(byMac.get(mac)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Void> keepAll(Connection connection, List<Written> writes) {
        var statement =
                connection
                        .createStatement("SELECT idempotency.keep_all($1, $2, $3, $4, $5)")
                        .bind("$1", texts(writes, one -> keyMac(one.key())))
                        .bind("$2", texts(writes, this::fingerprint))
                        .bind("$3", texts(writes, one -> one.answer().outcome()))
                        .bind("$4", texts(writes, one -> String.join(",", one.answer().ids())))
                        .bind("$5", expires());
        return Call.expectCount(statement, writes.size())
                .onErrorMap(R2dbcDataIntegrityViolationException.class, _ -> inFlight());
    }

    private static String[] texts(List<Written> writes, Function<Written, String> column) {
        return writes.stream().map(column).toArray(String[]::new);
    }

    /** Bytes go as hex in text arrays: r2dbc-postgresql 1.1.3 loses rows of a {@code byte[][]}. */
    private String keyMac(WriteKey key) {
        return HexFormat.of().formatHex(keys.mac(MacUse.IDEMPOTENCY, parts("key", key)));
    }

    private String fingerprint(Written write) {
        return HexFormat.of().formatHex(fingerprint(write.key(), write.body().toArray()));
    }

    private LocalDate expires() {
        return LocalDate.ofInstant(clock.instant(), ZONE).plusDays(keep.toDays());
    }

    @Override
    public Mono<Long> forgetExpired(Connection connection) {
        var statement = connection.createStatement("SELECT idempotency.forget_expired()");
        return Mono.from(statement.execute())
                .flatMap(result -> Mono.from(result.map(row -> row.get(0, Long.class))));
    }

    private Statement bound(Connection connection, String sql, WriteKey key, byte[] body) {
        return connection
                .createStatement(sql)
                .bind("$1", ByteBuffer.wrap(keys.mac(MacUse.IDEMPOTENCY, parts("key", key))))
                .bind("$2", ByteBuffer.wrap(fingerprint(key, body)));
    }

    /** The key is part of it, so that equal bodies of two writes have nothing in common. */
    private byte[] fingerprint(WriteKey key, byte[] body) {
        var parts = new ArrayList<>(parts("body", key));
        parts.add(body);
        return keys.mac(MacUse.IDEMPOTENCY, parts);
    }

    private static List<byte[]> parts(String what, WriteKey key) {
        return List.of(
                what.getBytes(UTF_8),
                key.issuer().getBytes(UTF_8),
                key.clientId().getBytes(UTF_8),
                key.route().getBytes(UTF_8),
                key.key().getBytes(UTF_8));
    }

    private static RuntimeException inFlight() {
        return Refusal.retry(Refusal.Kind.CONFLICT, 1, IN_FLIGHT).toException();
    }
}
