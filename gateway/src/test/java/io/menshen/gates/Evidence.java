package io.menshen.gates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the guards saw go wrong, on whatever thread, since it was last taken. A test that provokes a
 * guard takes its evidence away; what nobody takes fails the test that has just run.
 */
public final class Evidence {
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private Evidence() {}

    /** Notes it with the time and the thread, which tell what it belongs to. */
    static void add(String what) {
        SEEN.add("%s on %s: %s".formatted(Instant.now(), Thread.currentThread().getName(), what));
    }

    /** All that was seen, in order; afterwards there is none. */
    public static List<String> take() {
        var taken = new ArrayList<String>();
        for (var next = SEEN.poll(); next != null; next = SEEN.poll()) {
            taken.add(next);
        }
        return taken;
    }
}
