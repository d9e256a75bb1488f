package io.menshen.audit;

import io.menshen.signing.SigningKey;
import io.menshen.storage.Pools;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.storage.TestLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The audit's tables, emptied, as the serving role and as a superuser see them. */
final class AuditDatabase implements AutoCloseable {
    private final RealPostgres postgres;
    private final Pools pools;

    AuditDatabase(RealPostgres postgres) throws SQLException {
        this.postgres = postgres;
        this.pools = new Pools(postgres.properties());
        superuser(
                "TRUNCATE audit.chain, audit.record, audit.checkpoint, audit.request, audit.request_day");
    }

    ConnectionFactory factory() {
        return pools.of(Role.AUDIT);
    }

    Connection superuser() throws SQLException {
        var port = postgres.properties().port();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:"
                        + port
                        + "/postgres?user=postgres&password=postgres");
    }

    void superuser(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        }
    }

    AuditWriter writer(int pending, Duration commit) {
        return writer(new SimpleMeterRegistry(), pending, commit);
    }

    AuditWriter writer(MeterRegistry registry, int pending, Duration commit) {
        return new AuditWriter(
                factory(),
                TestLoops.LOOPS,
                Clock.systemUTC(),
                new AuditWriter.Limits(pending, 64, commit, 10),
                new AuditMeters(registry, Clock.systemUTC()));
    }

    Checkpoints checkpoints(SigningKey key, Anchor anchor) {
        return checkpoints(key, anchor, Duration.ofMillis(2));
    }

    Checkpoints checkpoints(SigningKey key, Anchor anchor, Duration interval) {
        return new Checkpoints(
                factory(), Clock.systemUTC(), key, anchor, interval, Schedulers.boundedElastic());
    }

    /** Appends so many records by a writer that lives only for this. */
    void appendAll(AuditWriter writer, int records) {
        var running = writer.run().subscribe();
        try {
            reactor.core.publisher.Flux.range(0, records)
                    .flatMap(number -> writer.append(Sample.entry(number)), 256)
                    .blockLast(Duration.ofSeconds(60));
        } finally {
            stop(running, writer);
        }
    }

    /** Counts the requests of all chains, as a writer does now and then. */
    void count() {
        Mono.usingWhen(
                        factory().create(),
                        connection ->
                                Chains.heads(connection)
                                        .collectList()
                                        .flatMapIterable(heads -> heads)
                                        .concatMap(head -> Rows.count(connection, head))
                                        .then(),
                        io.r2dbc.spi.Connection::close)
                .block(Duration.ofSeconds(60));
    }

    static void stop(Disposable running, AuditWriter writer) {
        running.dispose();
        writer.stop();
    }

    /** Writes both halves as PEM into the folder: {@code private.pem}, {@code public.pem}. */
    static SigningKey keys(Path folder, KeyPair pair) throws IOException {
        var secret =
                pem(folder.resolve("private.pem"), "PRIVATE KEY", pair.getPrivate().getEncoded());
        var open = pem(folder.resolve("public.pem"), "PUBLIC KEY", pair.getPublic().getEncoded());
        return SigningKey.read(secret, open);
    }

    private static Path pem(Path file, String label, byte[] key) throws IOException {
        var base64 = Base64.getMimeEncoder().encodeToString(key);
        var begin = "-----BEGIN " + label + "-----\n";
        Files.writeString(file, begin + base64 + "\n-----END " + label + "-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public void close() {
        pools.close();
    }
}
