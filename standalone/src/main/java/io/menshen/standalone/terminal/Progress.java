package io.menshen.standalone.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says how far something is, once it takes longer than two seconds: on a terminal in one line that
 * is written over, elsewhere in a line every five seconds. It goes to standard error.
 */
public final class Progress implements AutoCloseable {
    private static final Duration SILENT = Duration.ofSeconds(2);
    private static final Duration REFRESH = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final String CLEAR = "\r\033[K";

    private final String what;
    private final PrintStream err;
    private final boolean overwrites;
    private final long begun = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private final Timer timer = new Timer("progress", true);
    private boolean shown;
    private boolean ended;

    Progress(String what, PrintStream err, boolean overwrites) {
        this(what, err, overwrites, SILENT);
    }

    Progress(String what, PrintStream err, boolean overwrites, Duration silent) {
        this.what = what;
        this.err = err;
        this.overwrites = overwrites;
        var every = overwrites ? REFRESH : PAUSE;
        timer.schedule(new Tick(), silent.toMillis(), every.toMillis());
    }

    private final class Tick extends TimerTask {
        @Override
        public void run() {
            show();
        }
    }

    /** Says how many of how many are done. */
    public void at(long count, long of) {
        total.set(of);
        done.set(count);
    }

    /** Counts one more. */
    public void another() {
        done.incrementAndGet();
    }

    /** Says how far it is, now. */
    synchronized void show() {
        if (ended) {
            return;
        }
        shown = true;
        err.print(overwrites ? CLEAR + text() : text() + System.lineSeparator());
        err.flush();
    }

    private String text() {
        var seconds = (System.nanoTime() - begun) / 1_000_000_000;
        var all = total.get();
        var count = all > 0 ? " %,d of %,d,".formatted(done.get(), all) : "";
        return "%s …%s %d s".formatted(what, count, seconds);
    }

    /** Ends it; a line that was written over is taken away. */
    @Override
    public synchronized void close() {
        ended = true;
        timer.cancel();
        if (shown && overwrites) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
