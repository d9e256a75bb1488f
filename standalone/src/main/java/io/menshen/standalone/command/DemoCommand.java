package io.menshen.standalone.command;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.demo.Demo;
import io.menshen.standalone.process.GatewayPorts;
import io.menshen.standalone.supervisor.OutsidePorts;
import io.menshen.standalone.supervisor.Supervisor;
import io.menshen.standalone.terminal.Terminal;
import io.menshen.standalone.terminal.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Walks through what the gateway does, on an installation of its own that is made anew. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Start everything on this machine with 10,000 generated people, and walk through nine steps as an HTTP client.",
        footer = {
            "",
            "Exit codes: 0 all steps were as expected, 1 one was not, 2 it could not start."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--keep", description = "Leave it serving afterwards, until it is interrupted.")
    private boolean keep;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder that is emptied and filled (default: .menshen-demo).")
    private @Nullable Path data;

    @ArgGroup(exclusive = false, heading = "%nOn gateways of one's own (docs/run.md):%n")
    private @Nullable Against against;

    @Override
    public Integer call() {
        return against == null ? own() : against.run(Terminal.present()) ? 0 : 1;
    }

    private int own() {
        var home = Home.present();
        var terminal = Terminal.present();
        var place = home.demo(data);
        refuseOthers(place);
        try (var folder = DataFolder.open(place, "demo")) {
            Supervisor.stopSurvivors(folder, home.binaries());
            empty(folder);
            try (var running =
                    Running.start(folder, home.binaries(), free(), OutsidePorts.FREE, terminal)) {
                var good = new Demo(terminal).run(running.supervisor(), running.gateway());
                var ended = keep ? kept(running, terminal) : 0;
                return good ? ended : 1;
            }
        }
    }

    private static int kept(Running running, Terminal terminal) {
        terminal.line(
                "Serving at " + running.gateway().api("/docs") + " until you press Ctrl-C.",
                Tone.STRONG);
        return running.serve(terminal);
    }

    private static GatewayPorts free() {
        try {
            return GatewayPorts.free();
        } catch (IOException e) {
            throw new StandaloneException(
                    "no port is free on the loopback address: " + e.getMessage(), e);
        }
    }

    /** A folder that holds something else is not emptied. */
    private static void refuseOthers(Path place) {
        if (Files.isDirectory(place) && !Files.exists(place.resolve("lock")) && !isEmpty(place)) {
            throw new StandaloneException(
                    place
                            + " holds files that are not of a demo, which empties its folder. Try: --data OTHER_FOLDER");
        }
    }

    private static boolean isEmpty(Path place) {
        try (var files = Files.list(place)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw DataFolder.explained(place, e);
        }
    }

    private static void empty(DataFolder folder) {
        try (var all = Files.walk(folder.root())) {
            var files =
                    all.filter(file ->
                            !file.equals(folder.root()) && !file.equals(folder.file("lock")));
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw DataFolder.explained(folder.root(), e);
        }
    }
}
