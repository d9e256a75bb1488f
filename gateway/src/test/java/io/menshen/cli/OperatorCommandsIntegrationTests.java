package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Operation;
import io.menshen.keys.KeysetFiles;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** keys, migrate and audit as an operator and an auditor run them, against a real server. */
class OperatorCommandsIntegrationTests {
    @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

    private static final Path BUNDLE = Path.of("..", "policies", "bundle", "menshen.tar.gz");

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void emptyTheAudit() throws SQLException {
        superuser(
                "TRUNCATE audit.chain, audit.record, audit.checkpoint, audit.request, audit.request_day");
    }

    private static void superuser(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                url(POSTGRES.properties().port()), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        return Commands.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    private Path keys() {
        return folder.resolve("keys");
    }

    private Path config(int port) throws IOException {
        var passwords =
                Stream.of(Role.values())
                        .map(role -> "      " + role.schema() + ": " + POSTGRES.password(role))
                        .collect(Collectors.joining("\n"));
        return Files.writeString(
                folder.resolve("menshen.yaml"),
                """
                menshen:
                  storage:
                    port: %d
                    database: postgres
                    passwords:
                %s
                  audit:
                    private-key: %s
                    public-key: %s
                """
                        .formatted(
                                port,
                                passwords,
                                keys().resolve("audit-private.pem"),
                                keys().resolve("audit-public.pem")));
    }

    private Path config() throws IOException {
        return config(POSTGRES.properties().port());
    }

    /** A request of which so many uses were recorded, so many days ago each. */
    private static void recorded(Operation operation, Map<Integer, Integer> uses) throws Exception {
        var bundle = BundleFiles.read(Bytes.copyOf(Files.readAllBytes(BUNDLE)));
        var catalog = Catalog.parse(bundle.data().path("registries"));
        var request =
                RequestJson.of(catalog, "service-desk", "customer_care", operation, "2026-11-24");
        RequestJson.staff(request, "desk_clerk", "valid");
        var hash = operation.word();
        superuser("INSERT INTO audit.request VALUES ('%s', '%s')".formatted(hash, request));
        for (var day : uses.entrySet()) {
            superuser(
                    "INSERT INTO audit.request_day (day, hash, chain, last_seq, uses) VALUES ('%s', '%s', gen_random_uuid(), 1, %d)"
                            .formatted(daysAgo(day.getKey()), hash, day.getValue()));
        }
    }

    private static LocalDate daysAgo(int days) {
        return BusinessDay.today(Clock.systemUTC()).minusDays(days);
    }

    @Test
    void a_diff_decides_what_was_really_asked_too() throws Exception {
        recorded(Operation.READ, Map.of(0, 7));

        assertThat(run("policy", "diff", BUNDLE, BUNDLE, "--recorded", 2, "--config", config()))
                .as(err.toString())
                .isZero();
        var recorded = Integer.parseInt(out.toString().split(" ", 2)[0]);
        run("policy", "diff", BUNDLE, BUNDLE);
        assertThat(Integer.parseInt(out.toString().split(" ", 2)[0])).isEqualTo(recorded - 1);
    }

    @Test
    void a_diff_tells_how_often_a_day_each_was_asked() throws Exception {
        // Of the last three days today is one.
        recorded(Operation.READ, Map.of(0, 3, 1, 4_000, 2, 1_001, 3, 900_000));
        recorded(Operation.RESOLVE, Map.of(2, 1));
        var changed = folder.resolve("policies");
        CommittedPolicies.copy(changed);
        CommittedPolicies.edit(
                changed,
                "customer_care",
                "tier: {treatment: clear}",
                "tier: {treatment: withhold}");
        CommittedPolicies.edit(changed, "customer_care", "version: 1", "version: 2");
        assertThat(run("policy", "build", "--policies", changed)).as(err.toString()).isZero();

        var bundle = changed.resolve("bundle/menshen.tar.gz");
        run("policy", "diff", BUNDLE, bundle, "--recorded", 3, "--config", config());

        assertThat(out.toString())
                .contains(
                        "recorded 1, 1,668 a day: service-desk read customer_care  tier  clear -> withhold",
                        "recorded 2, 1 a day: service-desk resolve customer_care  tier  clear -> withhold");
    }

    @Test
    void keys_create_makes_all_keys_for_their_owner_only() throws Exception {
        assertThat(run("keys", "create", keys())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("menshen.keys.folder", "bundle-private.pem");
        try (var files = Files.list(keys())) {
            assertThat(files.toList())
                    .extracting(file -> file.getFileName().toString())
                    .contains(
                            "root.json",
                            "epoch.json",
                            "audit-private.pem",
                            "audit-public.pem",
                            "bundle-private.pem",
                            "bundle-public.pem")
                    .noneMatch(name -> name.endsWith(".new"));
        }
        assertThat(permissions(keys())).isEqualTo("rwx------");
        assertThat(permissions(keys().resolve("audit-private.pem"))).isEqualTo("rw-------");
        assertThat(permissions(keys().resolve("bundle-private.pem"))).isEqualTo("rw-------");
        assertThat(new KeysetFiles(keys()).open()).isNotNull();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void keys_create_never_overwrites() throws IOException {
        run("keys", "create", keys());
        var before = Files.readString(keys().resolve("audit-private.pem"));

        assertThat(run("keys", "create", keys())).isEqualTo(2);
        assertThat(err.toString()).contains("never overwritten").hasLineCount(1);
        assertThat(Files.readString(keys().resolve("audit-private.pem"))).isEqualTo(before);
    }

    @Test
    void an_audit_verifies_online_and_its_export_with_the_public_key_alone() throws Exception {
        run("keys", "create", keys());
        var export = folder.resolve("audit.ndjson");
        superuser(
                "INSERT INTO audit.request VALUES ('"
                        + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '')");

        assertThat(run("audit", "verify", "--config", config())).as(err.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("deleted", "no record names request e3b0c442");
        superuser("TRUNCATE audit.request");
        assertThat(run("audit", "verify", "--config", config())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("not anchored", "verified");
        assertThat(run("audit", "export", export, "--config", config()))
                .as(err.toString())
                .isZero();
        assertThat(permissions(export)).isEqualTo("rw-------");
        var key = Files.copy(keys().resolve("audit-public.pem"), folder.resolve("key.pem"));
        assertThat(run("audit", "verify", "--export", export, "--public-key", key))
                .as(err.toString())
                .isZero();
        var altered = Files.readString(export).replaceFirst("\"lines\":0", "\"lines\":1");
        Files.writeString(export, altered, StandardCharsets.UTF_8);
        assertThat(run("audit", "verify", "--export", export, "--public-key", key)).isEqualTo(1);
        assertThat(out.toString()).contains("resigned", "1 found");
    }

    @Test
    void a_stale_export_is_found() throws IOException {
        run("keys", "create", keys());
        var export = folder.resolve("audit.ndjson");
        var key = keys().resolve("audit-public.pem");
        run("audit", "export", export, "--config", config());

        assertThat(
                        run(
                                "audit",
                                "verify",
                                "--export",
                                export,
                                "--public-key",
                                key,
                                "--max-age",
                                "PT1H"))
                .isZero();
        assertThat(
                        run(
                                "audit",
                                "verify",
                                "--export",
                                export,
                                "--public-key",
                                key,
                                "--max-age",
                                "PT0S"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("stale export");
    }

    @Test
    void wrong_use_is_one_line_that_says_what_to_do() throws IOException {
        run("keys", "create", keys());

        assertThat(
                        run(
                                "audit",
                                "verify",
                                "--public-key",
                                folder.resolve("none.pem"),
                                "--export",
                                "x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.pem").hasLineCount(1);
        assertThat(run("audit", "verify", "--export", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("--public-key").hasLineCount(1);
        assertThat(run("audit", "verify", "--config", folder.resolve("none.yaml"))).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml does not exist").hasLineCount(1);
        assertThat(run("audit", "export")).isEqualTo(2);
        assertThat(err.toString()).contains("FILE").hasLineCount(1);
        assertThat(run("migrate", "--url", "nowhere", "--user", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("jdbc:postgresql://").hasLineCount(1);
    }

    @Test
    void a_server_that_is_down_is_told_in_one_line() throws IOException {
        int port;
        try (var unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        run("keys", "create", keys());

        assertThat(run("audit", "verify", "--config", config(port))).isEqualTo(2);
        assertThat(err.toString())
                .contains("127.0.0.1:" + port, "menshen.storage.host")
                .hasLineCount(1);
        assertThat(
                        run(
                                "migrate",
                                "--url",
                                url(port),
                                "--user",
                                "postgres",
                                "--config",
                                config(port)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("127.0.0.1:" + port).hasLineCount(1);
    }

    @Test
    void migrate_brings_an_empty_database_to_this_version() throws Exception {
        superuser("DROP DATABASE IF EXISTS fresh");
        superuser("CREATE DATABASE fresh");
        var port = POSTGRES.properties().port();
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/fresh";
        var password = Files.writeString(folder.resolve("owner"), "postgres\n");

        for (var times = 0; times < 2; times++) {
            assertThat(
                            run(
                                    "migrate",
                                    "--url",
                                    url,
                                    "--user",
                                    "postgres",
                                    "--password-file",
                                    password,
                                    "--config",
                                    config()))
                    .as(err.toString())
                    .isZero();
        }
        try (var connection =
                        DriverManager.getConnection(
                                url, "menshen_audit", POSTGRES.password(Role.AUDIT));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM audit.record")) {
            assertThat(rows.next()).isTrue();
        }
    }
}
