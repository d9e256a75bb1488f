package io.menshen.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * How far an import is: on a terminal a bar that is written over, elsewhere a line now and then.
 */
final class ImportBar implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final Duration REFRESH = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter err;
    private final boolean overwrites = Boolean.getBoolean("menshen.stderr.terminal");
    private final long rows;
    private final long before;
    private final long begun = System.nanoTime();
    private long said = System.nanoTime();
    private long done;

    /**
     * A bar.
     *
     * @param rows how many there are
     * @param before how many were answered in earlier runs
     */
    ImportBar(PrintWriter err, long rows, long before) {
        this.err = err;
        this.rows = rows;
        this.before = before;
        this.done = before;
    }

    /** Says it where it was not said a moment ago. */
    void at(long row) {
        done = row;
        var pause = overwrites ? REFRESH : PAUSE;
        if (System.nanoTime() - said > pause.toNanos()) {
            said = System.nanoTime();
            err.print(overwrites ? CLEAR + text() : text() + System.lineSeparator());
            err.flush();
        }
    }

    /** A line above the bar. */
    void line(String text) {
        err.println((overwrites ? CLEAR : "") + text);
    }

    private String text() {
        var share = rows == 0 ? 1 : Math.min(1, (double) done / rows);
        var full = (int) (share * WIDTH);
        var seconds = Math.max(1e-3, (System.nanoTime() - begun) / 1e9);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %,d of %,d rows  %,.0f/s",
                "#".repeat(full),
                "-".repeat(WIDTH - full),
                share * 100,
                done,
                rows,
                (done - before) / seconds);
    }

    @Override
    public void close() {
        if (overwrites) {
            err.print(CLEAR);
        }
        err.flush();
    }
}
