package io.menshen.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens soon. */
public final class Eventually {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private Eventually() {}

    /**
     * Whether it held within three minutes.
     *
     * @param condition what it throws means that it does not hold yet; when the time is over, the
     *     last of it is thrown
     */
    public static boolean holds(BooleanSupplier condition) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!isSo(condition, System.nanoTime() > end)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return true;
    }

    /** The last time, its exception is the answer. */
    private static boolean isSo(BooleanSupplier condition, boolean last) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException e) {
            if (last) {
                throw e;
            }
            return false;
        }
    }

    /** Waits until there is nothing in the list, and answers what there was at the end. */
    public static <T> List<T> empty(Supplier<List<T>> found) {
        var last = new AtomicReference<List<T>>(List.of());
        var isEmpty =
                holds(() -> {
                    last.set(found.get());
                    return last.get().isEmpty();
                });
        return isEmpty ? List.of() : last.get();
    }
}
