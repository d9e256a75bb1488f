package io.menshen.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * This instance's share of the caps, counted in memory while Redis is lost. Counters go with their
 * window and never earlier: a count that is dropped would open the cap.
 */
final class LocalCaps {
    private final int replicas;
    private final Cache<String, Counter> counters;

    /** A share of one in {@code replicas}. */
    LocalCaps(int replicas, Clock clock) {
        this.replicas = replicas;
        this.counters =
                Caffeine.newBuilder()
                        .expireAfter(
                                Expiry.<String, Counter>creating(
                                        (_, counter) -> counter.left(clock.instant())))
                        .build();
    }

    private record Counter(AtomicInteger used, Instant end) {
        Duration left(Instant now) {
            var left = Duration.between(now, end);
            return left.isNegative() ? Duration.ZERO : left;
        }

        boolean take(int share) {
            return used.getAndUpdate(before -> before < share ? before + 1 : before) < share;
        }
    }

    Verdict grant(Spend spend) {
        var windows = spend.windows();
        for (var i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            if (!counter(window).take(window.cap() / replicas)) {
                giveBack(windows.subList(0, i));
                return new Verdict.UsedUp(window);
            }
        }
        return new Verdict.Granted();
    }

    private void giveBack(List<Window> taken) {
        taken.forEach(window -> counter(window).used().decrementAndGet());
    }

    private Counter counter(Window window) {
        return counters.get(window.key(), _ -> new Counter(new AtomicInteger(), window.end()));
    }
}
