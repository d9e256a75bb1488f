package io.menshen.cli;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import io.menshen.kernel.Bytes;
import io.menshen.policy.Bundle;
import io.menshen.policy.BundleSigner;
import io.menshen.quota.RealRedis;
import io.menshen.storage.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an operator has of their own, each a real part that a test may break: PostgreSQL that asks
 * for passwords, with an owner who is no superuser; Redis; an issuer; files as docs/run.md says.
 */
final class OwnParts implements AutoCloseable {
    static final String OWNER = "menshen_owner";
    static final String PASSWORD = "an-owner's-secret";
    private static final Path BUNDLE = Path.of("..", "policies", "bundle", "menshen.tar.gz");

    final Path folder;
    final EmbeddedPostgres postgres;
    final RealRedis redis;
    final AtomicInteger issuerAnswers = new AtomicInteger(200);
    private final HttpServer issuer;

    OwnParts(Path folder) throws Exception {
        this.folder = folder;
        postgres =
                EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("hba_file", passwordsAsked().toString())
                        .start();
        superuser("CREATE ROLE menshen_owner LOGIN CREATEROLE PASSWORD 'an-owner''s-secret'");
        superuser("CREATE DATABASE menshen OWNER menshen_owner");
        redis = new RealRedis(folder);
        issuer = issuer();
        for (var place :
                new String[] {"etc/passwords", "var/journal", "var/anchor", "var/policy"}) {
            Files.createDirectories(folder.resolve(place));
        }
        secret(folder.resolve("owner"), PASSWORD);
        for (var role : Role.values()) {
            secret(passwordOf(role), "a-secret-of-" + role.schema());
        }
        secret(
                folder.resolve("etc/passwords/redis"),
                URI.create(redis.uri()).getUserInfo().substring(1));
        Files.setPosixFilePermissions(
                folder.resolve("etc/passwords"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("etc/encryption.txt"), "LUKS2, looked at by two\n");
    }

    Path passwordOf(Role role) {
        return folder.resolve("etc/passwords").resolve(role.schema());
    }

    static void secret(Path file, String text) throws IOException {
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** What keys create made is put where the file says, and the bundle is signed. */
    void placeKeys() throws IOException {
        var keys = folder.resolve("etc/keys");
        Files.move(keys.resolve("revocations.journal"), journal());
        Files.move(keys.resolve("bundle-private.pem"), folder.resolve("bundle-private.pem"));
        Files.copy(keys.resolve("bundle-public.pem"), folder.resolve("etc/policy-public.pem"));
        var signer = BundleSigner.read(folder.resolve("bundle-private.pem"));
        var built = Bundle.read(Bytes.copyOf(Files.readAllBytes(BUNDLE)));
        Files.write(bundle(), signer.sign(built).write().toArray());
    }

    Path bundle() {
        return folder.resolve("var/policy/menshen.tar.gz");
    }

    Path journal() {
        return folder.resolve("var/journal/revocations.journal");
    }

    /** docs/menshen.yaml with the places and ports of these parts. */
    String configuration() throws IOException {
        return Files.readString(Path.of("../docs/menshen.yaml"))
                .replace("/etc/menshen", folder.resolve("etc").toString())
                .replace("/var/lib/menshen", folder.resolve("var").toString())
                .replace("port: 5432", "port: " + postgres.getPort())
                .replace("127.0.0.1:6379", "127.0.0.1:" + URI.create(redis.uri()).getPort())
                .replace(
                        "https://id.example/realms/retail/protocol/openid-connect/certs",
                        "http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks");
    }

    void superuser(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The gateway's database as the superuser sees it. */
    Connection inside() throws SQLException {
        return postgres.getDatabase("postgres", "menshen").getConnection();
    }

    void inside(String sql) throws SQLException {
        try (var connection = inside();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection login(Role role, String password) throws SQLException {
        var address = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/menshen";
        return DriverManager.getConnection(address, role.database(), password);
    }

    private HttpServer issuer() throws Exception {
        var keys =
                new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("1").generate().toPublicJWK())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/jwks",
                exchange -> {
                    exchange.sendResponseHeaders(issuerAnswers.get(), keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Path passwordsAsked() throws IOException {
        var file = Files.createTempFile("pg_hba", ".conf");
        file.toFile().deleteOnExit();
        return Files.writeString(
                file,
                """
                local all all trust
                host all postgres samehost trust
                host all all samehost scram-sha-256
                """);
    }

    @Override
    public void close() throws IOException {
        issuer.stop(0);
        redis.close();
        postgres.close();
    }
}
