package io.menshen.cli;

import io.menshen.storage.Migration;
import io.menshen.storage.StorageProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the database to what this version needs, by a role that never serves. */
@Command(
        name = "migrate",
        description = "create the serving roles and bring every schema to this version",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    /** A migration of full tables takes its time. */
    private static final Duration STATEMENT = Duration.ofHours(1);

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            description =
                    "the database, as jdbc:postgresql://HOST:PORT/DATABASE (default: the one that"
                            + " --config names)")
    private @Nullable String url;

    @Option(names = "--user", required = true, description = "may create roles and schemas")
    private @Nullable String user;

    @Option(names = "--password-file", description = "a file with that role's password")
    private @Nullable Path passwordFile;

    @Option(
            names = "--config",
            description = "the gateway's configuration, which has the serving roles' passwords")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        var storage = new Settings(config).known().storage();
        try {
            told(new Migration(owner(storage)).run(storage));
        } catch (SQLException e) {
            throw new CannotException(place(storage) + " as " + user + ": " + firstLine(e));
        } catch (FlywayException e) {
            throw new CannotException("the migration stopped: " + firstLine(e));
        } catch (IllegalArgumentException e) {
            throw new CannotException(e.getMessage() + "; set it in the file that --config names");
        }
        return 0;
    }

    private void told(List<String> changed) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        changed.forEach(out::println);
        out.println(
                (changed.isEmpty() ? "nothing to do" : "migrated")
                        + ": roles and schemas are what this version needs");
    }

    private String place(StorageProperties storage) {
        return url == null ? storage.place() : url;
    }

    private DataSource owner(StorageProperties storage) throws IOException {
        var password = passwordFile == null ? null : Files.readString(passwordFile).strip();
        if (url == null) {
            var name = Objects.requireNonNull(user);
            return storage.withStatement(STATEMENT).login(name, password);
        }
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new CannotException("--url is no jdbc:postgresql://HOST:PORT/DATABASE");
        }
        return Flyway.configure().dataSource(url, user, password).getDataSource();
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("refused");
    }
}
