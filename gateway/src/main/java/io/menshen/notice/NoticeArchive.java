package io.menshen.notice;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Label;
import io.menshen.kernel.Refusal;
import io.menshen.keys.IntegrityException;
import io.menshen.policy.Policies;
import io.menshen.policy.PolicySnapshot;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every notice that ever came into force, with its text. A policy whose notices are not kept does
 * not come into force, and one that gives a version another text is refused: receipts name that
 * version (T/CCAGM 002 4.1.2-b).
 */
public final class NoticeArchive implements Policies.Gate {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeArchive.class);
    private static final String KEEP = "SELECT subject.keep_notice(?, ?, ?, ?, ?)";
    private static final String FIND =
            """
            SELECT hash, zh, en, extract(epoch FROM since)::bigint AS since
            FROM subject.notice WHERE purpose = $1 AND version = $2
            """;

    private final DataSource writing;
    private final ConnectionFactory reading;
    private final ConcurrentMap<Integer, Boolean> kept = new ConcurrentHashMap<>();

    /**
     * An archive.
     *
     * @param writing blocking connections of the role {@code INTAKE}, for the policy's own thread
     * @param reading connections of the role {@code SUBJECT}
     */
    NoticeArchive(DataSource writing, ConnectionFactory reading) {
        this.writing = writing;
        this.reading = reading;
    }

    /**
     * A notice as it was kept.
     *
     * @param since when it was kept first, which is when it came into force, to the second
     */
    public record Kept(String purpose, int version, String hash, Label text, Instant since) {}

    /**
     * Keeps the notices of a policy; blocks.
     *
     * @throws IllegalStateException where one of them has another text than it had, naming it, or
     *     the database does not take them. Only the first policy of a process comes into force
     *     without the database, since there is none that could go on: it is kept by {@link #keep},
     *     and until then nothing is taken in under it
     */
    @Override
    public void admit(int revision, Catalog catalog) {
        var notices = Notices.of(catalog).values();
        try {
            keep(revision, notices);
        } catch (SQLException e) {
            if (!kept.isEmpty()) {
                throw new IllegalStateException(untaken(e), e);
            }
            kept.put(revision, Boolean.FALSE);
            LOG.warn("Nothing is taken in under revision {}: {}", revision, untaken(e));
        }
    }

    private static String untaken(SQLException e) {
        return "its notices cannot be kept, the database does not take them: "
                + e.getClass().getSimpleName()
                + " "
                + e.getSQLState();
    }

    private void keep(int revision, Collection<Notice> notices) throws SQLException {
        try (var connection = writing.getConnection()) {
            connection.setAutoCommit(false);
            var differ = differing(connection, notices);
            if (!differ.isEmpty()) {
                connection.rollback();
                throw new IllegalStateException(
                        "it changes notices that were in force and keeps their versions: "
                                + String.join(", ", differ)
                                + "; raise the version of each purpose in purposes.yaml");
            }
            connection.commit();
        }
        kept.put(revision, Boolean.TRUE);
    }

    private static List<String> differing(Connection connection, Collection<Notice> notices)
            throws SQLException {
        var differ = new ArrayList<String>();
        try (var statement = connection.prepareStatement(KEEP)) {
            for (var notice : notices) {
                statement.setString(1, notice.purpose());
                statement.setInt(2, notice.version());
                statement.setString(3, notice.hash());
                statement.setString(4, notice.text().zh());
                statement.setString(5, notice.text().en());
                try (var answer = statement.executeQuery()) {
                    if (!answer.next() || !"kept".equals(answer.getString(1))) {
                        differ.add(notice.purpose() + " version " + notice.version());
                    }
                }
            }
        }
        return differ;
    }

    /** Keeps the notices of a policy that came into force without the database; blocks. */
    public void keep(PolicySnapshot policy) {
        if (!isKept(policy)) {
            try {
                keep(policy.revision(), Notices.of(policy.catalog()).values());
            } catch (SQLException e) {
                throw new IllegalStateException(untaken(e), e);
            }
        }
    }

    /** Whether the notices of a policy are kept: until then nobody consents under them. */
    public boolean isKept(PolicySnapshot policy) {
        return kept.getOrDefault(policy.revision(), Boolean.FALSE);
    }

    /**
     * A notice that is or was in force.
     *
     * @return empty where there never was one of that version; an {@link IntegrityException} where
     *     it was changed behind the gateway's back; a {@link io.menshen.kernel.RefusedException}
     *     {@code STORE_UNAVAILABLE} where the database does not answer
     */
    public Mono<Kept> find(String purpose, int version) {
        return Mono.usingWhen(
                        reading.create(),
                        connection ->
                                Flux.from(
                                                connection
                                                        .createStatement(FIND)
                                                        .bind("$1", purpose)
                                                        .bind("$2", version)
                                                        .execute())
                                        .flatMap(result ->
                                                result.map(row -> kept(purpose, version, row)))
                                        .next(),
                        connection -> connection.close())
                .doOnNext(NoticeArchive::requireTrue)
                .onErrorMap(
                        R2dbcException.class,
                        _ -> Refusal.retry(Refusal.Kind.STORE_UNAVAILABLE, 1).toException());
    }

    private static void requireTrue(Kept kept) {
        if (!Notices.hash(kept.text()).equals(kept.hash())) {
            throw new IntegrityException("a notice");
        }
    }

    private static Kept kept(String purpose, int version, Readable row) {
        var text = new Label(text(row, "zh"), text(row, "en"));
        var since = Objects.requireNonNull(row.get("since", Long.class));
        return new Kept(purpose, version, text(row, "hash"), text, Instant.ofEpochSecond(since));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
