package io.menshen.standalone.command;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.policy.BuiltBundle;
import io.menshen.standalone.policy.Consumers;
import io.menshen.standalone.policy.PolicySources;
import io.menshen.standalone.process.GatewayPorts;
import io.menshen.standalone.process.Ports;
import io.menshen.standalone.supervisor.OutsidePorts;
import io.menshen.standalone.supervisor.Supervisor;
import io.menshen.standalone.terminal.Terminal;
import io.menshen.standalone.terminal.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves on this machine; what it holds is kept. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Serve on the loopback address until interrupted; data is kept and served again by the next start.",
        footer = {
            "",
            "It takes six ports: N for consumers, N+1 for health, N+2 for the development identity provider, N+3 for people, N+4 for the texts that were sent, N+5 for the staff.",
            "Exit codes: 1 a part ended by itself, 2 it could not start."
        })
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8410",
            description = "The first of six ports (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the data is kept (default: .menshen).")
    private @Nullable Path data;

    @Override
    public Integer call() {
        var home = Home.present();
        var terminal = Terminal.present();
        if (port < 1 || port > 65_530) {
            throw new StandaloneException("--port is " + port + "; 1 to 65530 is allowed");
        }
        var bundle = bundle();
        tellOfSources(home, bundle, terminal);
        if (!Files.exists(home.data(data))) {
            // A refused start leaves no folder behind.
            requirePorts();
        }
        return serve(home, bundle, terminal);
    }

    private int serve(Home home, BuiltBundle bundle, Terminal terminal) {
        try (var folder = DataFolder.open(home.data(data), "up")) {
            Supervisor.stopSurvivors(folder, home.binaries());
            requirePorts();
            var ports = new GatewayPorts(port, port + 1, port + 3, port + 5);
            var outside = new OutsidePorts(port + 2, port + 4);
            try (var running = Running.start(folder, home.binaries(), ports, outside, terminal)) {
                new Greeting(terminal, running, new Consumers(bundle), data).show();
                return running.serve(terminal);
            }
        }
    }

    private void requirePorts() {
        IntStream.range(port, port + 6).forEach(one -> Ports.require(one, "up"));
    }

    private static BuiltBundle bundle() {
        try {
            return BuiltBundle.read();
        } catch (IOException e) {
            throw new StandaloneException(
                    "the policy bundle of this build cannot be read: " + e.getMessage(), e);
        }
    }

    private static void tellOfSources(Home home, BuiltBundle bundle, Terminal terminal) {
        try {
            var differing = new PolicySources(home.policies()).differingFrom(bundle);
            if (!differing.isEmpty()) {
                terminal.line(
                        "Policy %d is in use, but policies/ differs in %s. Build it with: ./menshen policy build"
                                .formatted(bundle.revision(), String.join(", ", differing)),
                        Tone.CHANGED);
            }
        } catch (IOException e) {
            throw DataFolder.explained(home.policies(), e);
        }
    }
}
