package io.menshen.login;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time in which so many codes may be asked for.
 *
 * @param key names what is counted, by a pseudonym, and the stretch
 * @param most 1 or more
 * @param end when the next one begins
 */
record Window(String key, int most, Instant end) {
    /** The stretch of that length that an instant falls into. */
    static Window of(String what, int most, Duration length, Instant now) {
        var number = now.toEpochMilli() / length.toMillis();
        var end = Instant.ofEpochMilli((number + 1) * length.toMillis());
        var key = LoginStore.PREFIX + "asked:" + what + ":" + length.toSeconds() + ":" + number;
        return new Window(key, most, end);
    }

    /** Whole seconds until a new try makes sense, 1 or more. */
    int secondsLeft(Instant now) {
        return (int) Math.max(1, Duration.between(now, end).toSeconds() + 1);
    }

    /** How long its counter lives: past its end, since clocks of replicas differ. */
    Duration lives(Instant now) {
        return Duration.between(now, end).plus(Duration.ofMinutes(1));
    }
}
