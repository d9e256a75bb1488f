package io.menshen.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a turn of the epoch came, as the database keeps it.
 *
 * @param to the epoch that begins, 2 or more
 * @param step the last one that was done
 * @param backup the file of the new backup; null before there is one
 * @param digest its SHA-256 in hexadecimal digits; null before there is one
 */
record EpochTurn(int to, Step step, @Nullable String backup, @Nullable String digest) {
    /** The steps in their order; each may be done again without harm. */
    enum Step {
        BEGUN,
        DISTRIBUTED,
        PROMOTED,
        REWRAPPED,
        BACKED_UP,
        RESTORED,
        DESTROYED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String FIND =
            "SELECT to_epoch, step, backup, digest FROM subject.epoch_turn WHERE step <> 'destroyed'";
    private static final String KEEP =
            """
            INSERT INTO subject.epoch_turn (to_epoch, step, backup, digest) VALUES (?, ?, ?, ?)
            ON CONFLICT (to_epoch) DO UPDATE SET step = excluded.step, backup = excluded.backup, digest = excluded.digest, step_at = now()
            """;

    static EpochTurn begun(int to) {
        return new EpochTurn(to, Step.BEGUN, null, null);
    }

    /** The one that was begun and not ended; empty where there is none. */
    static Optional<EpochTurn> find(Connection owner) throws SQLException {
        try (var ask = owner.createStatement();
                var rows = ask.executeQuery(FIND)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            var word = Objects.requireNonNull(rows.getString(2)).toUpperCase(Locale.ROOT);
            return Optional.of(
                    new EpochTurn(
                            rows.getInt(1),
                            Step.valueOf(word),
                            rows.getString(3),
                            rows.getString(4)));
        }
    }

    /** Writes it down; only then is the step done. */
    EpochTurn keep(Connection owner) throws SQLException {
        try (var put = owner.prepareStatement(KEEP)) {
            put.setInt(1, to);
            put.setString(2, step.word());
            put.setString(3, backup);
            put.setString(4, digest);
            put.executeUpdate();
        }
        return this;
    }

    EpochTurn at(Step next) {
        return new EpochTurn(to, next, backup, digest);
    }

    EpochTurn backedUp(String file, String sha256) {
        return new EpochTurn(to, Step.BACKED_UP, file, sha256);
    }

    String backupFile() {
        return Objects.requireNonNull(backup, "a turn that backed up names the file");
    }
}
