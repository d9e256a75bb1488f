package io.menshen.standalone.command;

import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.process.GatewayPorts;
import io.menshen.standalone.process.GatewayProcess;
import io.menshen.standalone.supervisor.OutsidePorts;
import io.menshen.standalone.supervisor.Seeding;
import io.menshen.standalone.supervisor.Supervisor;
import io.menshen.standalone.terminal.Terminal;
import java.nio.file.Path;

/**
 * An installation with people and one gateway, until it is closed or the process is asked to end.
 */
record Running(DataFolder folder, Supervisor supervisor, GatewayProcess gateway)
        implements AutoCloseable {
    /**
     * Starts all parts, with progress.
     *
     * @param outside the ports of what stands in for other systems
     */
    static Running start(
            DataFolder folder,
            Path binaries,
            GatewayPorts ports,
            OutsidePorts outside,
            Terminal terminal) {
        var supervisor = stores(folder, binaries, outside, terminal);
        new Seeding(supervisor, terminal).run();
        try (var _ = terminal.progress("starting the gateway")) {
            return new Running(folder, supervisor, supervisor.gateway(ports));
        }
    }

    private static Supervisor stores(
            DataFolder folder, Path binaries, OutsidePorts outside, Terminal terminal) {
        try (var _ = terminal.progress("starting PostgreSQL and Redis")) {
            var supervisor = Supervisor.start(folder, binaries, outside);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(supervisor::close));
            return supervisor;
        }
    }

    /**
     * Serves until the process is asked to end, or a part ends, which is told in a line.
     *
     * @return the exit code: 1 where a part ended, else 0
     */
    int serve(Terminal terminal) {
        var ended = supervisor.awaitEnd();
        ended.ifPresent(part ->
                terminal.failure(
                        "%s ended, so the other parts are stopped. Its log: %s"
                                .formatted(part.name(), part.log())));
        return ended.isPresent() ? 1 : 0;
    }

    @Override
    public void close() {
        supervisor.close();
        folder.close();
    }
}
