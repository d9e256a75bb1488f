package io.menshen.standalone.supervisor;

import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.OwnerOnly;
import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.process.Binaries;
import io.menshen.standalone.process.GatewayPorts;
import io.menshen.standalone.process.GatewayProcess;
import io.menshen.standalone.process.Part;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.process.RedisProcess;
import io.menshen.standalone.setup.Setup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one installation that run: stores and identity provider, then as many gateways as
 * are asked for. Closing stops all of them; what outlived a supervisor that was killed, the next
 * one stops.
 */
public final class Supervisor implements AutoCloseable {
    private static final int GATEWAYS = 2;

    private final DataFolder folder;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final PostgresProcess postgres;
    private final RedisProcess redis;
    private final Setup setup;
    private final Outside outside;
    private final GatewayConfiguration configuration;
    private int gateways;
    private volatile boolean closing;

    private Supervisor(DataFolder folder, Binaries binaries, OutsidePorts ports)
            throws IOException {
        this.folder = folder;
        try {
            stopGateways(folder);
            this.postgres = started(PostgresProcess.start(folder, binaries));
            this.redis = started(RedisProcess.start(folder, binaries));
            this.setup = Setup.run(folder, postgres);
            new DeployedBundle(folder, setup.policy()).deploy();
            folder.folder("anchor");
            this.outside = started(Outside.start(folder, ports));
            this.configuration = new GatewayConfiguration(folder, setup, postgres, redis, outside);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts stores and what stands in for other systems on a data folder.
     *
     * @param binaries where the servers' binaries are unpacked
     */
    public static Supervisor start(DataFolder folder, Path binaries, OutsidePorts ports) {
        try {
            return new Supervisor(folder, new Binaries(binaries), ports);
        } catch (IOException e) {
            throw DataFolder.explained(folder.root(), e);
        }
    }

    /**
     * Stops what an earlier supervisor of this folder left running, as one that was killed does.
     *
     * @param binaries where the servers' binaries are unpacked
     */
    public static void stopSurvivors(DataFolder folder, Path binaries) {
        try {
            stopGateways(folder);
            RedisProcess.stopSurvivor(folder);
            PostgresProcess.stopSurvivor(folder, new Binaries(binaries));
        } catch (IOException e) {
            throw DataFolder.explained(folder.root(), e);
        }
    }

    private static void stopGateways(DataFolder folder) throws IOException {
        for (var i = 1; i <= GATEWAYS; i++) {
            GatewayProcess.stopSurvivor(folder, name(i));
        }
    }

    /** The file with the development issuer's key in a data folder, which need not run. */
    public static Path issuerKey(Path folder) {
        return folder.resolve("identity").resolve("key.json");
    }

    /** Starts one more gateway and waits until it serves; there may be two. */
    public GatewayProcess gateway(GatewayPorts ports) {
        gateways++;
        try {
            var yaml = configuration.yaml(ports);
            return started(GatewayProcess.start(folder, name(gateways), yaml, ports)).ready();
        } catch (IOException e) {
            throw DataFolder.explained(folder.root(), e);
        }
    }

    /** An application.yaml of the gateway that opens no door, for who works on its stores. */
    Path intakeConfiguration() throws IOException {
        var file = folder.folder("intake").resolve("application.yaml");
        OwnerOnly.write(file, configuration.yaml());
        return file;
    }

    private static String name(int number) {
        return "gateway-" + number;
    }

    private synchronized <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    /** Waits until a part ends; empty where it was stopped from here. */
    public Optional<Part.Ended> awaitEnd() {
        return processes()
                .map(Part::ended)
                .reduce((one, other) -> one.applyToEither(other, ended -> ended))
                .map(CompletableFuture::join)
                .filter(_ -> !closing);
    }

    private synchronized Stream<Part> processes() {
        return List.copyOf(parts).stream().filter(Part.class::isInstance).map(Part.class::cast);
    }

    /** The data folder. */
    public DataFolder folder() {
        return folder;
    }

    /** The database. */
    public PostgresProcess postgres() {
        return postgres;
    }

    /** The store of caps. */
    public RedisProcess redis() {
        return redis;
    }

    /** Keys and passwords. */
    public Setup setup() {
        return setup;
    }

    /** The second place of the audit's checkpoints; null as long as there is none. */
    public @Nullable Path anchor() {
        var anchor = folder.file(GatewayConfiguration.ANCHOR);
        return Files.exists(anchor) ? anchor : null;
    }

    /** The mint of tokens. */
    public DevelopmentIssuer issuer() {
        return outside.issuer();
    }

    /** The page with the texts that were sent. */
    public URI inbox() {
        return outside.inbox().page();
    }

    /** Stops what runs, the last started first. */
    @Override
    public void close() {
        closing = true;
        stopAll();
    }

    private synchronized void stopAll() {
        RuntimeException failed = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failed = new IllegalStateException("a part could not be stopped", e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
