package io.menshen.benchmarks.parts;

import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.process.Binaries;
import io.menshen.standalone.process.PostgresProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A database that ends at once, without a checkpoint, and starts again on its port. */
final class RestartedDatabase implements AutoCloseable {
    private final DataFolder folder;
    private final Path binaries;
    private final Deque<PostgresProcess> started = new ArrayDeque<>();

    RestartedDatabase(DataFolder folder, Path binaries) {
        this.folder = folder;
        this.binaries = binaries;
    }

    /** Returns once it answers. */
    synchronized void restartAtOnce(PostgresProcess first) throws IOException {
        var note = first.data().resolve("postmaster.pid");
        var pid = Long.parseLong(Files.readAllLines(note).getFirst().strip());
        var ended = ProcessHandle.of(pid).orElseThrow().onExit();
        new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start();
        ended.join();
        if (started.isEmpty()) {
            // Whoever interrupts the run leaves nothing behind.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
        }
        started.push(PostgresProcess.start(folder, new Binaries(binaries)));
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (IOException e) {
                System.err.println("menshen: PostgreSQL was not stopped: " + e.getMessage());
            }
        }
    }
}
