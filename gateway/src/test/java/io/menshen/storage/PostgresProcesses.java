package io.menshen.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The processes of a real PostgreSQL: stopped where they stand, let go on, or killed at once. */
public final class PostgresProcesses {
    private final Path data;

    private PostgresProcesses(Path data) {
        this.data = data;
    }

    /** Those of the server that this owner reaches. */
    public static PostgresProcesses of(DataSource owner) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW data_directory")) {
            rows.next();
            return new PostgresProcesses(Path.of(rows.getString(1)));
        }
    }

    /** SIGSTOP: it answers nothing and closes nothing. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException {
        signal("-CONT");
    }

    /** Ends every process of it without a checkpoint, and starts it on its port. */
    public void restartAtOnce() throws IOException {
        var binary =
                Files.readSymbolicLink(Path.of("/proc", Long.toString(postmaster().pid()), "exe"));
        var log = data.resolveSibling("restart.log").toString();
        var command = new ArrayList<String>();
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(
                List.of(binary.resolveSibling("pg_ctl").toString(), "restart", "-m", "immediate"));
        command.addAll(List.of("-w", "-t", "150", "-l", log, "-D", data.toString()));
        run(command);
    }

    private ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private void signal(String signal) throws IOException {
        var postmaster = postmaster();
        var command = new ArrayList<>(List.of("kill", signal));
        // The postmaster first, so that it starts no other meanwhile.
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        // One that ended by itself meanwhile is not there to be signalled, which is no failure.
        ended(command);
    }

    private static void run(List<String> command) throws IOException {
        var code = ended(command);
        if (code != 0) {
            throw new IOException(command + " ended with " + code);
        }
    }

    private static int ended(List<String> command) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new IOException(command + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while PostgreSQL was signalled", e);
        }
    }
}
