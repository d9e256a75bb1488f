package io.menshen.cli;

import io.menshen.storage.StorageProperties;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may read and make whole databases, at the server that the configuration names. */
final class Owner {
    @Option(
            names = "--user",
            required = true,
            description = "a role that owns the database and may create databases")
    private @Nullable String user;

    @Option(names = "--password-file", description = "a file with that role's password")
    private @Nullable Path passwordFile;

    DataSource source(StorageProperties storage) throws IOException {
        var url =
                "jdbc:postgresql://%s:%d/%s?ApplicationName=menshen-keys"
                        .formatted(
                                storage.host(),
                                storage.port(),
                                URLEncoder.encode(storage.database(), StandardCharsets.UTF_8));
        var password = passwordFile == null ? null : Files.readString(passwordFile).strip();
        return Flyway.configure().dataSource(url, user, password).getDataSource();
    }

    Connection connect(StorageProperties storage) throws IOException {
        try {
            return source(storage).getConnection();
        } catch (SQLException e) {
            throw new CannotException(
                    storage + " as " + user + ": " + String.valueOf(e.getMessage()).strip());
        }
    }
}
