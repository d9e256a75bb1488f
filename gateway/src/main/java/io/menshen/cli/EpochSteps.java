package io.menshen.cli;

import io.menshen.cli.EpochTurn.Step;
import io.menshen.keys.BackupKey;
import io.menshen.keys.KeyUse;
import io.menshen.upkeep.Backup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The steps of a turn of the epoch (docs/adr/0011). Each leaves the deployment whole and can be
 * done again, so that a turn that was killed goes on from the last step that was written down.
 */
final class EpochSteps {
    /** Held exclusively, it keeps everybody from being written, as {@code subject.raise_epoch}. */
    private static final String ALONE =
            "SELECT pg_advisory_xact_lock(hashtextextended('menshen.epoch', 0))";

    private static final String LEFT =
            "SELECT count(*) FROM subject.key_record WHERE statutory_key IS NOT NULL AND epoch < ?";

    private final KeysAtWork keys;
    private final Owner owner;
    private final Path backups;
    private final BackupKey key;
    private final Duration wait;
    private final PrintWriter out;
    private final KeyActs acts;

    EpochSteps(
            KeysAtWork keys,
            Owner owner,
            Path backups,
            BackupKey key,
            Duration wait,
            PrintWriter out) {
        this.keys = keys;
        this.owner = owner;
        this.backups = backups;
        this.key = key;
        this.wait = wait;
        this.out = out;
        this.acts = new KeyActs(keys, "epoch");
    }

    /** Records that the command goes about it, before it does anything. */
    void begin(EpochTurn turn) {
        acts.record("begun", KeyUse.EPOCH.word() + "." + turn.to());
    }

    /** The turn with its next step done. */
    EpochTurn next(Connection database, EpochTurn turn)
            throws IOException, SQLException, GeneralSecurityException {
        return switch (turn.step()) {
            case BEGUN -> distributed(turn);
            case DISTRIBUTED -> promoted(turn);
            case PROMOTED -> rewrapped(turn);
            case REWRAPPED -> backedUp(turn);
            case BACKED_UP -> restored(turn);
            case RESTORED -> destroyed(database, turn);
            case DESTROYED -> turn;
        };
    }

    private EpochTurn distributed(EpochTurn turn) throws IOException, GeneralSecurityException {
        keys.changes().add(KeyUse.EPOCH, turn.to());
        keys.everywhere(wait);
        return done(
                turn.at(Step.DISTRIBUTED),
                "epoch key " + turn.to() + " opens at every running gateway");
    }

    private EpochTurn promoted(EpochTurn turn) throws IOException, GeneralSecurityException {
        keys.changes().promote(KeyUse.EPOCH, turn.to());
        keys.everywhere(wait);
        return done(turn.at(Step.PROMOTED), "epoch key " + turn.to() + " is the present one");
    }

    private EpochTurn rewrapped(EpochTurn turn) throws IOException {
        var refused = new RewrapRun(keys, out).run(turn.to()).refused();
        if (refused > 0) {
            throw new CannotException(
                    refused
                            + " people cannot be wrapped anew: their key records do not verify. The old"
                            + " key stays; mend or erase them and run the same command again");
        }
        return done(turn.at(Step.REWRAPPED), "everybody is wrapped by epoch key " + turn.to());
    }

    private EpochTurn backedUp(EpochTurn turn)
            throws IOException, SQLException, GeneralSecurityException {
        var file = backups.resolve("menshen-epoch-" + turn.to() + ".backup").toAbsolutePath();
        long rows;
        try (var reading = owner.connect(keys.storage())) {
            rows = new Backup(key).write(reading, file);
        }
        var backup = turn.backedUp(file.toString(), Backup.digest(file));
        return done(backup, "backup of " + rows + " rows: " + file);
    }

    private EpochTurn restored(EpochTurn turn)
            throws IOException, SQLException, GeneralSecurityException {
        requireSameFile(turn);
        var file = Path.of(turn.backupFile());
        var read = new RestoredBackup(keys, owner).read(file, key, turn.to());
        return done(
                turn.at(Step.RESTORED),
                "restored %d rows, and opened %d values of %d people by epoch key %d alone"
                        .formatted(read.rows(), read.values(), read.people(), turn.to()));
    }

    /** Nobody is written while it is looked whether anybody is left, and the old key goes. */
    private EpochTurn destroyed(Connection database, EpochTurn turn)
            throws IOException, SQLException, GeneralSecurityException {
        requireSameFile(turn);
        database.setAutoCommit(false);
        try (var lock = database.createStatement();
                var left = database.prepareStatement(LEFT)) {
            lock.execute(ALONE);
            left.setInt(1, turn.to());
            try (var rows = left.executeQuery()) {
                rows.next();
                requireNobody(rows.getLong(1));
            }
            keys.changes().destroyBelow(KeyUse.EPOCH, turn.to());
        } finally {
            database.rollback();
            database.setAutoCommit(true);
        }
        keys.everywhere(wait);
        return done(
                turn.at(Step.DESTROYED),
                """
                epoch keys below %d are destroyed; destroy older copies of
                epoch.json too. Sealed values of older backups open no more: delete those\
                """
                        .formatted(turn.to()));
    }

    /** A step is told, and written down, once it is in the audit. */
    private EpochTurn done(EpochTurn turn, String line) {
        acts.record(turn.step().word(), KeyUse.EPOCH.word() + "." + turn.to());
        out.println(line);
        return turn;
    }

    private static void requireNobody(long left) {
        if (left > 0) {
            throw new CannotException(
                    left
                            + " people are under an older epoch; the old key stays.  Try: ./menshen keys rewrap");
        }
    }

    /** What was restored and read, and nothing else, allows to destroy. */
    private static void requireSameFile(EpochTurn turn)
            throws IOException, GeneralSecurityException {
        var file = Path.of(turn.backupFile());
        if (!Files.exists(file) || !Backup.digest(file).equals(turn.digest())) {
            throw new CannotException(
                    file
                            + " is not the backup that was written; the old key stays. Run with --new-backup");
        }
    }
}
