package io.menshen.upkeep;

import io.menshen.kernel.Health;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when a part is as it is: by what the part itself tells, or since it was first seen so. It
 * is seen whenever somebody reads health or metrics.
 */
final class Lasting {
    private final Clock clock;
    private @Nullable Health last;

    Lasting(Clock clock) {
        this.clock = clock;
    }

    /** The same health with the moment from which it has lasted. */
    synchronized Health since(Health now) {
        var before = last;
        var since = before != null && isSame(before, now) ? before.since() : began(before, now);
        var lasting =
                new Health(now.state(), since, now.code(), now.error(), now.reads(), now.writes());
        last = lasting;
        return lasting;
    }

    private static boolean isSame(Health before, Health now) {
        return before.state() == now.state() && before.code().equals(now.code());
    }

    private Instant began(@Nullable Health before, Health now) {
        if (before == null || now.since().isAfter(before.since())) {
            return now.since();
        }
        return clock.instant();
    }
}
