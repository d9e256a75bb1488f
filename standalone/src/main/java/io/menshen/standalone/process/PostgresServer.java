package io.menshen.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's binaries on one folder of data, under the account that may run them. */
record PostgresServer(Path home, Path data, Account account) {
    List<String> command(String binary, String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                home.resolve("bin").resolve(binary).toString(),
                                "-D",
                                data.toString()));
        command.addAll(List.of(arguments));
        return account.command(command);
    }

    /** Ends all sessions and waits until the server is down. */
    void stop() throws IOException {
        Commands.run(command("pg_ctl", "stop", "-m", "fast", "-w", "-t", "60"));
    }

    /** Stops what runs on its folder, if anything. */
    void stopSurvivor() throws IOException {
        var note = data.resolve("postmaster.pid");
        if (!Files.exists(note)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(note).getFirst().strip());
        var alive =
                ProcessHandle.of(pid)
                        .flatMap(p -> p.info().command())
                        .filter(c -> c.endsWith("/postgres"));
        if (alive.isPresent()) {
            stop();
        } else {
            // A number that another program has by now would keep the server from starting.
            Files.delete(note);
        }
    }
}
