package io.menshen.benchmarks.run;

import io.menshen.benchmarks.bare.Database;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark: prepared selects by primary key, no HTTP, no JVM. */
final class Pgbench implements Contender {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    /** Clients: more than a few per core only wait for each other. */
    private static final int CLIENTS_PER_CORE = 8;

    private final Path binary;
    private final Database database;

    private Pgbench(Path binary, Database database) {
        this.binary = binary;
        this.database = database;
    }

    /** Where it is on the PATH, with its tables made in that database. */
    static Optional<Pgbench> found(Database database) throws IOException {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        var binary =
                Stream.of(folders)
                        .map(folder -> Path.of(folder, "pgbench"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (binary.isEmpty()) {
            return Optional.empty();
        }
        var pgbench = new Pgbench(binary.get(), database);
        pgbench.said(List.of("-i", "-s", "10", "-q"));
        return Optional.of(pgbench);
    }

    @Override
    public String name() {
        return "pgbench -S -M prepared";
    }

    @Override
    public void warmUp(Duration most) throws IOException {
        if (most.isPositive()) {
            turn(Duration.ofSeconds(2));
        }
    }

    @Override
    public Measured turn(Duration time) throws IOException {
        var cores = Runtime.getRuntime().availableProcessors();
        var seconds = Math.max(1, time.toSeconds());
        var said =
                said(
                        List.of(
                                "-S",
                                "-n",
                                "-M",
                                "prepared",
                                "-c",
                                "" + cores * CLIENTS_PER_CORE,
                                "-j",
                                "" + cores,
                                "-T",
                                "" + seconds));
        return new Measured(rate(said), 0, 0, 0, 0, 0, 0);
    }

    /** Transactions a second, as it says. */
    static double rate(String said) throws IOException {
        var rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IOException("pgbench tells no rate: " + said.strip());
        }
        return Double.parseDouble(rate.group(1));
    }

    private String said(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(database.environment());
        var process = builder.start();
        process.getOutputStream().close();
        try (var output = process.inputReader()) {
            return output.readAllAsString();
        }
    }

    @Override
    public long resident() {
        return 0;
    }

    @Override
    public void close() {}
}
