package io.menshen.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** How far a long run is, said now and then. */
final class Progress {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final PrintWriter out;
    private long said = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** Says it where two seconds went by in silence. */
    void sometimes(Supplier<String> line) {
        if (System.nanoTime() - said > EVERY.toNanos()) {
            now(line);
        }
    }

    /** Says it. */
    void now(Supplier<String> line) {
        out.println(line.get());
        said = System.nanoTime();
    }
}
