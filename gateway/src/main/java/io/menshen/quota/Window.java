package io.menshen.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time in which something is capped.
 *
 * @param key names what is capped and the stretch; never holds an id of a person
 * @param cap uses that are allowed, 1 or more
 * @param end when the next one begins
 */
record Window(String key, int cap, Instant end) {
    /** Whole seconds until a new try makes sense, 1 or more. */
    int secondsLeft(Instant now) {
        var left = Duration.between(now, end).plusMillis(999).toSeconds();
        return (int) Math.max(1, left);
    }
}
