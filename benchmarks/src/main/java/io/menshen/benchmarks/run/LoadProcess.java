package io.menshen.benchmarks.run;

import io.menshen.benchmarks.load.LoadMain;
import io.menshen.benchmarks.load.Order;
import io.menshen.benchmarks.load.Tally;
import io.menshen.benchmarks.parts.Jvm;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The process that asks, seen from the one that orders. It serves one order at a time. */
public final class LoadProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final Path log;
    private final BufferedWriter orders;
    private final BufferedReader tallies;

    private LoadProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.orders = process.outputWriter();
        this.tallies = process.inputReader();
    }

    /** Starts it. */
    public static LoadProcess start(Path log) throws IOException {
        var command = Jvm.command(Jvm.everything(), LoadMain.class.getName(), List.of());
        var process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        return new LoadProcess(process, log);
    }

    /**
     * Asks.
     *
     * @throws IOException where it ended
     */
    public synchronized Tally run(Order order) throws IOException {
        orders.write(JSON.writeValueAsString(order));
        orders.newLine();
        orders.flush();
        var tally = tallies.readLine();
        if (tally == null) {
            throw new IOException("the process that asks has ended. Its log: " + log);
        }
        return JSON.readValue(tally, Tally.class);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
