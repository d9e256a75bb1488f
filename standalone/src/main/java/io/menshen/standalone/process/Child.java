package io.menshen.standalone.process;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.data.OwnerOnly;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that was started here; its id is kept, so that a later start finds what survived. */
final class Child {
    /** Ctrl-C in a terminal goes to the starter alone, which stops its children in their order. */
    private static final List<String> OWN_SESSION =
            Commands.succeeds("setsid", "true") ? List.of("setsid") : List.of();

    private final String name;
    private final Process process;
    private final Path log;
    private final Path note;

    private Child(String name, Process process, Path log, Path note) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.note = note;
    }

    /** Starts a process; its output goes to a log of its name, the last one is kept as .old. */
    static Child start(DataFolder folder, String name, List<String> command) throws IOException {
        var log = folder.log(name);
        if (Files.exists(log)) {
            Files.move(
                    log,
                    log.resolveSibling(name + ".log.old"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        OwnerOnly.write(log, "");
        var process =
                new ProcessBuilder(Commands.join(OWN_SESSION, command))
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        var note = note(folder, name);
        OwnerOnly.write(note, process.pid() + " " + started(process.toHandle()));
        return new Child(name, process, log, note);
    }

    /** Stops what an earlier start left of that name, if anything. */
    static void stopSurvivor(DataFolder folder, String name, Duration patience) throws IOException {
        var note = note(folder, name);
        if (Files.exists(note)) {
            survivor(Files.readString(note).strip()).ifPresent(p -> stop(p, patience));
            Files.delete(note);
        }
    }

    /** The id alone proves nothing: it may belong to another process by now. */
    private static Optional<ProcessHandle> survivor(String note) {
        var space = note.indexOf(' ');
        return ProcessHandle.of(Long.parseLong(note.substring(0, space)))
                .filter(process -> started(process).equals(note.substring(space + 1)));
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static Path note(DataFolder folder, String name) throws IOException {
        return folder.folder("run").resolve(name + ".pid");
    }

    /**
     * Waits until a probe succeeds.
     *
     * @throws StandaloneException where the process ends or the time is over; the line quotes its
     *     log
     */
    void await(Probe probe, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (!probe.succeeds()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                var state = process.isAlive() ? "does not answer" : "ended";
                throw new StandaloneException(
                        "%s %s: %s  Its log: %s".formatted(name, state, lastLine(), log));
            }
            pause();
        }
    }

    private void pause() {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Commands.interrupted(e);
        }
    }

    private String lastLine() {
        try {
            var lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
            return lines.isEmpty() ? "it said nothing." : lines.getLast().strip();
        } catch (IOException e) {
            return "its log cannot be read.";
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Completes when it has ended. */
    CompletableFuture<Part.Ended> ended() {
        return process.onExit().thenApply(_ -> new Part.Ended(name, log));
    }

    /** Asks it to end, and ends it when the time is over. */
    void stop(Duration patience) {
        stop(process.toHandle(), patience);
        forget();
    }

    /** Waits for the end of what was asked to end by other means. */
    void awaitEnd(Duration patience) {
        endedWithin(patience, process.toHandle());
    }

    /** Drops the note of a process that ended; of one that did not, the next start finds it. */
    void forget() {
        try {
            if (!process.isAlive()) {
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!endedWithin(patience, process)) {
            process.destroyForcibly();
            endedWithin(patience, process);
        }
    }

    private static boolean endedWithin(Duration patience, ProcessHandle process) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException _) {
            return !process.isAlive();
        }
    }

    /** Whether something is as it should be by now. */
    @FunctionalInterface
    interface Probe {
        boolean succeeds();
    }
}
