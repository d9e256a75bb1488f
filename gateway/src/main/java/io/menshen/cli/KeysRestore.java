package io.menshen.cli;

import io.menshen.keys.BackupKey;
import io.menshen.storage.Migration;
import io.menshen.upkeep.Backup;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup into the empty database that the configuration names. */
@Command(
        name = "restore",
        description = "migrate an empty database and put a backup into it, all of it or nothing",
        mixinStandardHelpOptions = true)
final class KeysRestore implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Mixin private final Owner owner = new Owner();

    @Parameters(paramLabel = "FILE", description = "a backup, as \"keys epoch\" writes it")
    private @Nullable Path file;

    @Option(names = "--backup-key", required = true, description = "the key of backups")
    private @Nullable Path backupKey;

    @Option(names = "--config", description = "the configuration that names the new database")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        var storage = new Settings(config).storage();
        try (var database = owner.connect(storage)) {
            var key = BackupKey.open(Objects.requireNonNull(backupKey));
            new Migration(owner.source(storage)).run(storage);
            var rows = new Backup(key).restore(database, Objects.requireNonNull(file));
            var out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println("restored " + rows + " rows; start the gateways: they replay the journal");
        } catch (SQLException | FlywayException e) {
            throw new CannotException("not restored: " + String.valueOf(e.getMessage()).strip());
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotException(
                    "not restored: altered, cut off, or under another key: " + e.getMessage());
        }
        return 0;
    }
}
