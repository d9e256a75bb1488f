package io.menshen.cli;

import io.menshen.cli.EpochTurn.Step;
import io.menshen.keys.BackupKey;
import io.menshen.keys.KeyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns the epoch: the whole of what is done every 30 days, in steps that can be cut off. */
@Command(
        name = "epoch",
        description =
                "turn the epoch: new key, people rewrapped, new backup restored and read, old key destroyed;"
                        + " what was cut off goes on",
        mixinStandardHelpOptions = true)
final class KeysEpoch implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Mixin private final Owner owner = new Owner();

    @Option(
            names = "--backups",
            required = true,
            description = "the folder of backups, on another disk than the data")
    private @Nullable Path backups;

    @Option(
            names = "--backup-key",
            required = true,
            description = "as \"keys backup-key FILE\" makes it; kept apart from data and backups")
    private @Nullable Path backupKey;

    @Option(
            names = "--new-backup",
            description =
                    "write a new backup, where the one of a turn that was cut off is bad or gone")
    private boolean newBackup;

    @Option(names = "--config", description = "the gateway's configuration")
    private @Nullable Path config;

    @Option(
            names = "--wait",
            defaultValue = "PT60S",
            description = "how long gateways may take to have a key (default: ${DEFAULT-VALUE})")
    private @Nullable Duration wait;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(Objects.requireNonNull(backups))) {
            throw new CannotException(backups + " is no folder; make it on a disk of its own");
        }
        try (var keys = new KeysAtWork(new Settings(config));
                var database = owner.connect(keys.storage())) {
            turn(keys, database);
        } catch (SQLException e) {
            throw new CannotException("the database: " + String.valueOf(e.getMessage()).strip());
        } catch (GeneralSecurityException e) {
            throw new CannotException("the keys: " + e.getMessage());
        }
        return 0;
    }

    private void turn(KeysAtWork keys, Connection database)
            throws IOException, SQLException, GeneralSecurityException {
        alone(database);
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var key = BackupKey.open(Objects.requireNonNull(backupKey));
        var limit = Objects.requireNonNull(wait);
        var steps = new EpochSteps(keys, owner, Objects.requireNonNull(backups), key, limit, out);
        var turn = begun(keys, database);
        out.println("turn to epoch " + turn.to() + ", after step: " + turn.step().word());
        steps.begin(turn);
        while (turn.step() != Step.DESTROYED) {
            turn = steps.next(database, turn).keep(database);
        }
        out.println("the epoch is " + turn.to());
    }

    private EpochTurn begun(KeysAtWork keys, Connection database) throws IOException, SQLException {
        var found = EpochTurn.find(database);
        if (found.isEmpty()) {
            return EpochTurn.begun(keys.status(KeyUse.EPOCH).next()).keep(database);
        }
        var turn = found.get();
        return newBackup && turn.step().compareTo(Step.REWRAPPED) > 0
                ? turn.at(Step.REWRAPPED).keep(database)
                : turn;
    }

    /** Held by this connection until the command ends, however it does. */
    private static void alone(Connection database) throws SQLException {
        try (var ask = database.createStatement();
                var got =
                        ask.executeQuery(
                                "SELECT pg_try_advisory_lock(hashtextextended('menshen.turn', 0))")) {
            got.next();
            if (!got.getBoolean(1)) {
                throw new CannotException("another turn of the epoch is under way; wait for it");
            }
        }
    }
}
