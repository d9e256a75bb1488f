package io.menshen.rights;

import io.menshen.kernel.Bytes;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.subject.StoreRows;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the database holds of an erased person, each schema asked as the role that reads it. */
final class LiveState {
    private static final String TOKENS =
            "SELECT count(*) FROM token.format_token WHERE owner_mac = ANY ($1::text[]::bytea[])";

    private final Pools pools;

    LiveState(Pools pools) {
        this.pools = pools;
    }

    /** Whom a receipt is of, as the database alone knows. */
    record Known(UUID subject, Bytes salt, List<String> owners) {
        static Known of(Readable row) {
            return new Known(
                    get(row, "subject_id", UUID.class),
                    Bytes.copyOf(get(row, "salt", byte[].class)),
                    List.of(get(row, "owners", String[].class)));
        }
    }

    /** What is left of their key record. */
    record Left(
            StoreRows rows,
            String lifecycle,
            boolean hasServiceKey,
            boolean hasStatutoryKey,
            boolean hasAuditId) {
        static Left of(Readable row) {
            var rows =
                    new StoreRows(
                            get(row, "identity_row", UUID.class),
                            get(row, "sensitive_row", UUID.class),
                            get(row, "profile_row", UUID.class));
            return new Left(
                    rows,
                    get(row, "lifecycle", String.class),
                    get(row, "has_service_key", Boolean.class),
                    get(row, "has_statutory_key", Boolean.class),
                    get(row, "has_audit_id", Boolean.class));
        }
    }

    /** Empty where the database does not know the receipt. */
    Mono<Known> known(UUID receipt) {
        var sql =
                "SELECT subject_id, salt, owners FROM subject.erasure_receipt WHERE receipt_id = $1";
        return first(Role.SUBJECT, sql, receipt, Known::of);
    }

    /** Empty where there is no key record. */
    Mono<Left> left(UUID subject) {
        var sql =
                """
                SELECT identity_row, sensitive_row, profile_row, lifecycle,
                    service_key IS NOT NULL AS has_service_key, statutory_key IS NOT NULL AS has_statutory_key,
                    audit_id IS NOT NULL AS has_audit_id
                FROM subject.key_record WHERE subject_id = $1
                """;
        return first(Role.SUBJECT, sql, subject, Left::of);
    }

    /** A kind of row, how many of it there are, and how many more a law keeps. */
    record Count(String place, long rows, long lawful) {}

    /**
     * All that could still be of the person.
     *
     * @param lawful what a law keeps, each {@code purpose field}
     */
    Flux<Count> counts(Known known, StoreRows rows, List<String> lawful) {
        var id = known.subject();
        return Flux.concat(
                count("blind indexes", Role.SUBJECT, "subject.blind_index WHERE subject_id", id),
                count("consent state", Role.SUBJECT, "subject.consent_state WHERE subject_id", id),
                values("identity", Role.IDENTITY, rows.identity(), lawful),
                values("sensitive", Role.SENSITIVE, rows.sensitive(), lawful),
                values("profile", Role.PROFILE, rows.profile(), lawful),
                count("case links", Role.CASES, "cases.person WHERE subject_id", id),
                count("hold links", Role.CASES, "cases.held WHERE subject_id", id),
                count("copies", Role.CASES, "cases.copy WHERE subject_id", id),
                tokens(known.owners().toArray(String[]::new)));
    }

    private Mono<Count> tokens(String[] owners) {
        return first(Role.TOKEN, TOKENS, owners, LiveState::number)
                .map(found -> new Count("format tokens", found, 0));
    }

    private Mono<Count> count(String place, Role role, String where, UUID id) {
        return first(role, "SELECT count(*) FROM " + where + " = $1", id, LiveState::number)
                .map(found -> new Count(place, found, 0));
    }

    private Mono<Count> values(String store, Role role, UUID row, List<String> lawful) {
        return Flux.usingWhen(
                        pools.of(role).create(),
                        open -> values(open, store, row, lawful),
                        Connection::close)
                .next();
    }

    private static Flux<Count> values(
            Connection open, String store, UUID row, List<String> lawful) {
        var sql =
                """
                SELECT count(*) FILTER (WHERE NOT purpose || ' ' || split_part(field, '@', 1) = ANY ($2)) AS beyond,
                    count(*) FILTER (WHERE purpose || ' ' || split_part(field, '@', 1) = ANY ($2)) AS lawful
                FROM %s.value WHERE row_id = $1
                """
                        .formatted(store);
        var statement =
                open.createStatement(sql).bind("$1", row).bind("$2", lawful.toArray(String[]::new));
        return rows(statement, found -> values(store, found));
    }

    private static Count values(String store, Readable row) {
        var beyond = get(row, "beyond", Long.class);
        return new Count(store, beyond, get(row, "lawful", Long.class));
    }

    private static long number(Readable row) {
        return Objects.requireNonNull(row.get(0, Long.class));
    }

    private <B, T> Mono<T> first(Role role, String sql, B bound, Function<Readable, T> row) {
        return Flux.usingWhen(
                        pools.of(role).create(),
                        open -> rows(open.createStatement(sql).bind("$1", bound), row),
                        Connection::close)
                .next();
    }

    private static <T> Flux<T> rows(Statement statement, Function<Readable, T> row) {
        return Flux.from(statement.execute()).flatMap(result -> result.map(row));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
