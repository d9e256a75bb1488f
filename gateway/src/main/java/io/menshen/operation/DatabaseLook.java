package io.menshen.operation;

import static io.menshen.operation.Finding.fail;
import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import io.menshen.storage.Role;
import io.menshen.storage.StorageProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether every role reaches PostgreSQL, encrypted, and whether the server keeps and tells time.
 */
record DatabaseLook(StorageProperties storage, Clock clock) {
    static final String PART = "database";
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Duration FAR = Duration.ofSeconds(10);

    Stream<Finding> findings() {
        var refused = new ArrayList<Finding>();
        for (var role : Role.values()) {
            try (var session = login(storage, role)) {
                session.isValid(5);
            } catch (SQLException | IllegalArgumentException e) {
                refused.add(refused(role, e));
            }
        }
        return refused.isEmpty() ? reached() : refused.stream();
    }

    static Connection login(StorageProperties storage, Role role) throws SQLException {
        return storage.login(role.database(), storage.password(role)).getConnection();
    }

    private Finding refused(Role role, Exception failure) {
        return fail(
                PART,
                "login of " + role.database(),
                Finding.line(failure),
                "see menshen.storage.host, port, database, passwords and tls; ./menshen migrate makes"
                        + " the roles");
    }

    private Stream<Finding> reached() {
        var place = storage.place();
        var all = ok(PART, "reached", Role.values().length + " roles log in at " + place);
        try (var session = login(storage, Role.SUBJECT)) {
            return Stream.of(all, encryption(session), durability(session), time(session));
        } catch (SQLException e) {
            return Stream.of(fail(PART, "reached", Finding.line(e), "look into the server's log"));
        }
    }

    private static Finding encryption(Connection session) throws SQLException {
        var version =
                text(
                        session,
                        "SELECT coalesce(version, '') FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
        return version.isEmpty()
                ? warn(
                        PART,
                        "encryption",
                        "in clear, on this machine only",
                        "give the server a certificate and set menshen.storage.tls: verify")
                : ok(PART, "encryption", version);
    }

    private static Finding durability(Connection session) throws SQLException {
        var off = new ArrayList<String>();
        for (var setting : List.of("fsync", "full_page_writes")) {
            if (!text(session, "SHOW " + setting).equals("on")) {
                off.add(setting);
            }
        }
        return off.isEmpty()
                ? ok(PART, "durability", "fsync and full_page_writes are on")
                : fail(
                        PART,
                        "durability",
                        String.join(", ", off) + " off",
                        "switch it on: what was acknowledged must outlive a crash");
    }

    private Finding time(Connection session) throws SQLException {
        var before = clock.instant();
        var theirs = text(session, "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
        return ofClock(PART, Instant.ofEpochMilli(Long.parseLong(theirs)), before);
    }

    /** How far another machine's clock is from this one's. */
    static Finding ofClock(String part, Instant theirs, Instant ours) {
        var apart = Duration.between(theirs, ours).abs();
        var told = "%.1f s from this machine's".formatted(apart.toMillis() / 1_000.0);
        var remedy = "let both machines follow one time server";
        if (apart.compareTo(CLOSE) <= 0) {
            return ok(part, "clock", told);
        }
        return apart.compareTo(FAR) <= 0
                ? warn(part, "clock", told, remedy)
                : fail(part, "clock", told, remedy);
    }

    /** The first column of the first row; empty where there is none. */
    static String text(Connection session, String question) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
