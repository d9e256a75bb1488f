package io.menshen.benchmarks.parts;

import io.menshen.benchmarks.bare.AcknowledgingGateway;
import io.menshen.benchmarks.bare.Database;
import io.menshen.benchmarks.bare.OtherClientGateway;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.Kept;
import io.menshen.standalone.process.GatewayPorts;
import io.menshen.standalone.process.GatewayProcess;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.supervisor.OutsidePorts;
import io.menshen.standalone.supervisor.Seeding;
import io.menshen.standalone.supervisor.Supervisor;
import io.menshen.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The standalone deployment's real parts in a folder that is made for one run. */
public final class Deployment implements AutoCloseable {
    /** The database of the comparison servers, beside the gateway's. */
    private static final String BARE = "bare";

    private final DataFolder folder;
    private final Supervisor supervisor;
    private final RestartedDatabase database;
    private final GatewayPorts ports;
    private final Newcomers newcomers;
    private final List<String> tokens;
    private volatile GatewayProcess gateway;

    private Deployment(
            Parts parts, RestartedDatabase database, GatewayPorts ports, List<String> tokens) {
        this.folder = parts.folder;
        this.supervisor = parts.supervisor;
        this.gateway = parts.gateway;
        this.database = database;
        this.ports = ports;
        this.newcomers = parts.newcomers;
        this.tokens = tokens;
    }

    private record Parts(
            DataFolder folder,
            Supervisor supervisor,
            GatewayProcess gateway,
            Newcomers newcomers) {}

    /** Starts PostgreSQL, Redis, the issuer and a gateway, and takes people in by its door. */
    public static Deployment start(Scratch scratch, Path binaries, int people, Terminal terminal)
            throws IOException {
        var folder = DataFolder.open(scratch.folder().resolve("data"), "bench");
        var supervisor = Supervisor.start(folder, binaries, OutsidePorts.FREE);
        var end = Thread.ofPlatform().unstarted(() -> interrupted(supervisor, scratch));
        Runtime.getRuntime().addShutdownHook(end);
        Uncapped.deploy(
                folder.file("policy").resolve("menshen.tar.gz"),
                supervisor.setup().policy().privateKey());
        var ports = GatewayPorts.free();
        var gateway = supervisor.gateway(ports);
        try (var progress = terminal.progress("taking in people")) {
            var bearer = supervisor.issuer().mint(Newcomers.CONSUMER, null);
            var newcomers = new Newcomers(gateway, bearer);
            var tokens = newcomers.take(people, progress);
            return new Deployment(
                    new Parts(folder, supervisor, gateway, newcomers),
                    new RestartedDatabase(folder, binaries),
                    ports,
                    tokens);
        } catch (StandaloneException e) {
            supervisor.close();
            throw e;
        }
    }

    /** After a run that ended by itself there is nothing left to do. */
    private static void interrupted(Supervisor supervisor, Scratch scratch) {
        supervisor.close();
        try {
            scratch.close();
        } catch (IOException e) {
            System.err.println("menshen: " + scratch.folder() + " is left: " + e.getMessage());
        }
    }

    /** The gateway that is measured. */
    public GatewayProcess gateway() {
        return gateway;
    }

    /** The parts beside the gateway. */
    public Supervisor supervisor() {
        return supervisor;
    }

    /** The request that takes in the person of that number. */
    public Map<String, Object> newcomer(int number) {
        return newcomers.member(number);
    }

    /** Takes in the people of every state, of whom the demo tells. */
    public void takeTestPeopleIn() throws IOException {
        new Seeding(supervisor, Terminal.present()).testPeople();
    }

    /** The gateway ends at once. */
    public void killGateway() {
        var process = gateway.handle();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The gateway ends in order. */
    public void stopGateway() {
        gateway.close();
    }

    /** A gateway in place of the one that ended, on its ports; returns once it serves. */
    public void startGateway() {
        gateway = supervisor.gateway(ports);
    }

    /** Ends the database at once, without a checkpoint, and starts it again. */
    public void restartDatabase() throws IOException {
        database.restartAtOnce(supervisor.postgres());
    }

    /** A token for each person, for {@link #bearer}'s consumer. */
    public List<String> tokens() {
        return tokens;
    }

    /** An access token, good for an hour. */
    public String bearer() {
        return supervisor.issuer().mint(Newcomers.CONSUMER, null);
    }

    /** The purpose that the tokens are good for. */
    public String purpose() {
        return Newcomers.PURPOSE;
    }

    /** Another gateway on the same stores, whose audit acknowledges at once. */
    public Started acknowledging() throws IOException {
        return another(AcknowledgingGateway.class, "acknowledging");
    }

    /** Another gateway on the same stores, whose hot reads go through the other client. */
    public Started otherClient() throws IOException {
        return another(OtherClientGateway.class, "other-client");
    }

    private Started another(Class<?> main, String name) throws IOException {
        var ports = GatewayPorts.free();
        var configuration = folder.file("gateway-1").resolve("application.yaml");
        var arguments =
                List.of(
                        "--spring.config.additional-location=file:" + configuration,
                        "--menshen.web.doors.api.port=" + ports.api(),
                        "--menshen.web.doors.management.port=" + ports.management());
        var command = Jvm.command(Jvm.product(), main.getName(), arguments);
        return Started.start(command, Map.of(), log(name), ports.api());
    }

    /** An empty database on the same PostgreSQL. */
    public Database bare() throws IOException, SQLException {
        var postgres = supervisor.postgres();
        try (var connection = postgres.owner(PostgresProcess.DATABASE).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + BARE);
        }
        var password = Kept.in(folder.file("secrets.properties")).password("postgres");
        return new Database(postgres.port(), BARE, PostgresProcess.OWNER, password);
    }

    /** The machine that this runs on. */
    public Machine machine() throws SQLException {
        return Machine.present(supervisor.postgres().owner(PostgresProcess.DATABASE));
    }

    /** Where a process writes what it says. */
    public Path log(String process) throws IOException {
        return folder.log(process);
    }

    /** A file of this run. */
    public Path file(String name) {
        return folder.file(name);
    }

    @Override
    public void close() {
        supervisor.close();
        database.close();
        folder.close();
    }
}
