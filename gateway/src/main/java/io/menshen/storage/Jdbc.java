package io.menshen.storage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The database as commands reach it, one blocking connection at a time. */
final class Jdbc {
    private static final int PATIENCE = 10;

    private Jdbc() {}

    /**
     * Connections of a role, encrypted as the gateway's are; opens none yet.
     *
     * @param password null where the server asks for none
     */
    static DataSource login(StorageProperties storage, String role, @Nullable String password) {
        return Flyway.configure().dataSource(address(storage), role, password).getDataSource();
    }

    private static String address(StorageProperties storage) {
        var host = storage.host();
        var parameters =
                Stream.concat(
                        Stream.of(
                                "ApplicationName=menshen",
                                "connectTimeout=" + PATIENCE,
                                "socketTimeout=" + (PATIENCE + storage.statement().toSeconds())),
                        encryption(storage));
        return "jdbc:postgresql://%s:%d/%s?%s"
                .formatted(
                        host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
                        storage.port(),
                        coded(storage.database()),
                        parameters.collect(Collectors.joining("&")));
    }

    private static Stream<String> encryption(StorageProperties storage) {
        if (storage.tls() == StorageProperties.Tls.OFF) {
            return Stream.of("sslmode=disable");
        }
        var authority = storage.tlsAuthority();
        return Stream.of(
                "sslmode=verify-full",
                authority == null
                        ? "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                        : "sslrootcert=" + coded(authority.toString()));
    }

    private static String coded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    /** Where a JDBC address asks for a login: the same address as another role. */
    static Properties as(String role, String password) {
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", password);
        return properties;
    }
}
