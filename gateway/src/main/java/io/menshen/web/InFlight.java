package io.menshen.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests in hand at one door; more than its limit, or any after its end, are shed. */
final class InFlight {
    private final int most;
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch none = new CountDownLatch(1);
    private volatile boolean ending;

    InFlight(int most) {
        this.most = most;
    }

    /** Whether the request may go on; then {@link #leave()} follows, else nothing does. */
    boolean enter() {
        if (count.incrementAndGet() <= most && !ending) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        if (count.decrementAndGet() == 0 && ending) {
            none.countDown();
        }
    }

    int count() {
        return count.get();
    }

    boolean isEnding() {
        return ending;
    }

    /** Waits while all may still come in; only for the thread that shuts down. */
    static void giveNotice(Duration notice) throws InterruptedException {
        new CountDownLatch(1).await(notice.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets no more in. */
    void end() {
        ending = true;
        if (count.get() == 0) {
            none.countDown();
        }
    }

    /**
     * Waits until none is in hand; only for the thread that shuts down, after {@link #end()}.
     *
     * @return false where some still are when the time is over
     */
    boolean await(Duration longest) throws InterruptedException {
        return none.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
