package io.menshen;

import io.menshen.cli.CommandRun;
import io.menshen.journal.NewJournal;
import io.menshen.keys.KeysetFiles;
import io.menshen.quota.RealRedis;
import io.menshen.storage.Migration;
import io.menshen.storage.PostgresProcesses;
import io.menshen.storage.RealPostgres;
import io.menshen.storage.Role;
import io.menshen.web.Eventually;
import io.menshen.web.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * All that a gateway needs, real and of its own: a database of the one PostgreSQL, Redis, keysets,
 * journal, audit keys, the signed bundle, an issuer. A gateway runs on it; others may be started.
 */
final class TestDeployment implements BeforeAllCallback, AfterAllCallback {
    private static final String LOOK = "--menshen.journal.look=";
    private static final String KEYS_LOOK = "--menshen.keys.look=";

    /**
     * A loaded machine is no failure of a part: tests that take parts away set limits of their own.
     * Rounds of checkpoints come between what tests count.
     */
    private static final List<String> PATIENT =
            List.of(
                    "--menshen.decision.limit=5s",
                    "--menshen.quota.timeout=2s",
                    "--menshen.storage.acquire=10s",
                    "--menshen.audit.checkpoint=60s");

    private final RealPostgres postgres = new RealPostgres();
    private final String database = "t" + UUID.randomUUID().toString().replace("-", "");
    private final List<RunningGateway> gateways = new ArrayList<>();
    private final SignedPolicy policy;
    private final String[] more;
    private @Nullable Parts parts;

    private record Parts(
            Path folder,
            DataSource owner,
            CountingWire wire,
            RealRedis redis,
            TestIssuer issuer,
            ShiftedClock clock) {}

    /**
     * A deployment.
     *
     * @param more settings of its gateways, {@code --key=value}
     */
    TestDeployment(String... more) {
        this(SignedPolicy.get(), more);
    }

    /** A deployment under a policy of its own. */
    TestDeployment(SignedPolicy policy, String... more) {
        this.policy = policy;
        this.more = more;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        postgres.beforeAll(context);
        var server = postgres.server(context);
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        var owner = server.getDatabase("postgres", database);
        new Migration(owner).run(postgres.properties());
        var folder = Files.createTempDirectory("menshen-deployment");
        var clock = new ShiftedClock();
        parts =
                new Parts(
                        folder,
                        owner,
                        new CountingWire(server.getPort()),
                        new RealRedis(folder),
                        new TestIssuer(clock),
                        clock);
        keys(folder);
        start();
    }

    private static void keys(Path folder) throws Exception {
        new KeysetFiles(folder.resolve("keys")).create();
        NewJournal.create(folder.resolve("journal"));
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SignedPolicy.secret(folder, pair);
        SignedPolicy.open(folder, pair);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        List.copyOf(gateways).forEach(RunningGateway::close);
        parts().issuer().close();
        parts().redis().close();
        parts().wire().close();
        // Classes of tests hold their deployments to the end of the run, and these held all of it.
        gateways.clear();
        parts = null;
    }

    private Parts parts() {
        return Objects.requireNonNull(parts);
    }

    /** The gateway that was started first. */
    RunningGateway gateway() {
        return gateways.getFirst();
    }

    /** Another gateway on the same stores; closed with the deployment at the latest. */
    RunningGateway start() {
        var gateway = new RunningGateway(settings(0, 0), issuer(), clock());
        gateways.add(gateway);
        // What comes later in the chain is counted by tests.
        if (!Eventually.holds(this::policyIsRecorded)) {
            throw new IllegalStateException("the policy in force was not recorded");
        }
        return gateway;
    }

    private boolean policyIsRecorded() {
        try {
            return ask("SELECT chain FROM audit.record WHERE operation = 'activate'").size()
                    >= gateways.size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    TestIssuer issuer() {
        return parts().issuer();
    }

    /** The clock of the issuer and of the gateways of this JVM. */
    ShiftedClock clock() {
        return parts().clock();
    }

    /** The server itself, to be stopped; no test runs beside the one that does so. */
    PostgresProcesses postgres() throws SQLException {
        return PostgresProcesses.of(parts().owner());
    }

    CountingWire wire() {
        return parts().wire();
    }

    RealRedis redis() {
        return parts().redis();
    }

    Path journal() {
        return parts().folder().resolve("journal");
    }

    /** The keysets, which gateways read as they start. */
    Path keys() {
        return parts().folder().resolve("keys");
    }

    Path anchor() {
        return parts().folder().resolve("anchor.ndjson");
    }

    Path auditKey() {
        return parts().folder().resolve("public.pem");
    }

    /** The database as its owner sees it, past the wire that is counted. */
    Connection owner() throws SQLException {
        return parts().owner().getConnection();
    }

    /** Changes something behind the gateway's back; answers how many rows. */
    int change(String sql) throws SQLException {
        try (var connection = owner();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The first column of every row. */
    List<String> ask(String sql) throws SQLException {
        try (var connection = owner()) {
            return ask(connection, sql);
        }
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        }
    }

    /** Runs a command with the configuration of the gateways. */
    CommandRun command(String verb, String... words) throws IOException {
        var all = new ArrayList<String>(List.of(verb));
        all.addAll(List.of(words));
        all.addAll(List.of("--config", configuration().toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    /** A file with the settings of its gateways, to the server without the wire that counts. */
    Path configuration() throws IOException {
        var wire = "menshen.storage.port=" + parts().wire().port();
        var server = "menshen.storage.port=" + postgres.properties().port();
        var lines =
                Arrays.stream(settings(0, 0))
                        .map(setting -> setting.substring(2).replace(wire, server))
                        .toList();
        return Files.write(parts().folder().resolve("menshen.properties"), lines);
    }

    /** The same file with another database, which is made where there is none. */
    Path configurationOf(String end) throws IOException, SQLException {
        var another = database + end;
        if (ask("SELECT datname FROM pg_database WHERE datname = '" + another + "'").isEmpty()) {
            change("CREATE DATABASE " + another);
        }
        var lines =
                Files.readAllLines(configuration()).stream()
                        .map(line -> line.replace("database=" + database, "database=" + another))
                        .toList();
        return Files.write(parts().folder().resolve(another + ".properties"), lines);
    }

    /** As {@link #ask}, of that other database. */
    List<String> askOf(String end, String sql) throws SQLException {
        var port = postgres.properties().port();
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database + end;
        try (var connection = DriverManager.getConnection(url, "postgres", "")) {
            return ask(connection, sql);
        }
    }

    /** Two values of one key would be read as a list of both. */
    private boolean isUnset(String setting) {
        var key = setting.substring(0, setting.indexOf('=') + 1);
        return Arrays.stream(more).noneMatch(given -> given.startsWith(key));
    }

    /** The settings of a gateway with these ports; 0 for any free one. */
    String[] settings(int api, int management) {
        var folder = parts().folder();
        var settings = new ArrayList<String>(List.of(more));
        if (isUnset(LOOK)) {
            // What a test counts or changes by hand is not mixed with looks at the journal.
            settings.add(LOOK + "1h");
        }
        if (isUnset(KEYS_LOOK)) {
            settings.add(KEYS_LOOK + "1h");
            settings.add("--menshen.keys.lost=1d");
        }
        PATIENT.stream().filter(this::isUnset).forEach(settings::add);
        settings.addAll(
                List.of(
                        "--spring.main.banner-mode=off",
                        "--spring.main.log-startup-info=false",
                        "--logging.level.root=WARN",
                        "--menshen.storage.port=" + parts().wire().port(),
                        "--menshen.storage.database=" + database,
                        "--menshen.web.doors.api.port=" + api,
                        "--menshen.web.doors.management.port=" + management,
                        "--menshen.web.notice=0s",
                        "--menshen.web.drain=1s",
                        "--menshen.web.issuers[0].alias=primary",
                        "--menshen.web.issuers[0].issuer=" + TestIssuer.ISSUER,
                        "--menshen.web.issuers[0].audience=" + TestIssuer.AUDIENCE,
                        "--menshen.web.issuers[0].jwks-uri=" + parts().issuer().jwks(),
                        "--menshen.audit.private-key=" + folder.resolve("private.pem"),
                        "--menshen.audit.public-key=" + auditKey(),
                        "--menshen.audit.anchor=" + anchor(),
                        "--menshen.keys.folder=" + keys(),
                        "--menshen.journal.file=" + journal(),
                        "--menshen.policy.bundle=" + policy.bundle(),
                        "--menshen.policy.verification-key=" + policy.verificationKey(),
                        "--menshen.policy.cache=" + policy.cache(),
                        "--menshen.quota.redis=" + parts().redis().uri(),
                        "--menshen.quota.max-replicas=2"));
        for (var role : Role.values()) {
            var password = "--menshen.storage.passwords." + role.schema() + "=";
            if (settings.stream().noneMatch(setting -> setting.startsWith(password))) {
                settings.add(password + postgres.password(role));
            }
        }
        return settings.toArray(String[]::new);
    }
}
