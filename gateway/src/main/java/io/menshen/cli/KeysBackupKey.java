package io.menshen.cli;

import io.menshen.keys.BackupKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the key of backups. */
@Command(
        name = "backup-key",
        description =
                "make the key of backups in a new file, to be kept apart from data and backups",
        mixinStandardHelpOptions = true)
final class KeysBackupKey implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "must not exist yet")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        BackupKey.create(Objects.requireNonNull(file));
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(
                "the key of backups is " + file + ": copy it to a second place now, to neither");
        out.println("the data nor the backups; without it no backup can be restored");
        return 0;
    }
}
