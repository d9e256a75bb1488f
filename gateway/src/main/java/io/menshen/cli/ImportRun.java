package io.menshen.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;
import tools.jackson.databind.JsonNode;

/** Sends a file until all of it is answered, from behind the last answer after each break. */
final class ImportRun {
    /** Breaks in a row without an answer. */
    private static final int MOST = 8;

    private static final int MOST_SHOWN = 10;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final ImportCall call;
    private final ImportResults results;
    private final ImportBar bar;
    private int shown;

    ImportRun(ImportCall call, ImportResults results, ImportBar bar) {
        this.call = call;
        this.results = results;
        this.bar = bar;
    }

    /**
     * Returns once all rows are answered.
     *
     * @throws CannotException where the gateway refuses the whole, or does not answer for long
     */
    void run() throws IOException {
        var breaks = 0;
        for (var pause = attempt(); pause.isPresent(); pause = attempt()) {
            breaks = pause.get().isProgress() ? 1 : breaks + 1;
            if (breaks > MOST) {
                throw new CannotException(
                        "the gateway does not take row %,d and those behind it. All before are answered: run the same command again to go on"
                                .formatted(results.last() + 1));
            }
            bar.line("a break behind row %,d; going on".formatted(results.last()));
            sleep(pause.get().time().multipliedBy(1L << Math.min(breaks - 1, 4)));
        }
    }

    private record Pause(Duration time, boolean isProgress) {}

    /** Empty where all rows were answered; else how long to wait. */
    private Optional<Pause> attempt() throws IOException {
        var before = results.last();
        var time = SHORTEST;
        try (var lines = call.from(before + 1)) {
            for (var each = lines.iterator(); each.hasNext(); ) {
                var line = each.next();
                if (line.path("complete").asBoolean(false)) {
                    return Optional.empty();
                }
                time = line.has("end") ? retryAfter(line) : add(line);
            }
        } catch (RuntimeException e) {
            if (!isCut(e)) {
                throw e;
            }
        } finally {
            results.flush();
        }
        return Optional.of(new Pause(time, results.last() > before));
    }

    private static Duration retryAfter(JsonNode end) {
        return Duration.ofSeconds(Math.clamp(end.path("retry_after").asLong(1), 1, 60));
    }

    private Duration add(JsonNode line) throws IOException {
        results.add(line);
        bar.at(results.last());
        for (var fault : line.path("faults")) {
            if (shown++ < MOST_SHOWN) {
                bar.line("row %,d: %s".formatted(results.last(), results.told(fault)));
            }
        }
        return SHORTEST;
    }

    private static boolean isCut(RuntimeException thrown) {
        var cause = Exceptions.unwrap(thrown);
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof ImportCutException
                || thrown.getCause() instanceof IOException;
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CannotException("interrupted");
        }
    }
}
