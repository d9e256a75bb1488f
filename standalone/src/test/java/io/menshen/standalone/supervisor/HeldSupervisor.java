package io.menshen.standalone.supervisor;

import io.menshen.standalone.data.DataFolder;
import java.nio.file.Path;

/** A supervisor in a process of its own, to be killed. */
final class HeldSupervisor {
    private HeldSupervisor() {}

    public static void main(String[] arguments) throws InterruptedException {
        var folder = DataFolder.open(Path.of(arguments[0]), "up");
        try (var supervisor = Supervisor.start(folder, Path.of(arguments[1]), OutsidePorts.FREE)) {
            System.out.println("up " + supervisor.postgres().port());
            Thread.sleep(60_000);
        }
    }
}
