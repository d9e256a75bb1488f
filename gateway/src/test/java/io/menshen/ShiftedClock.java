package io.menshen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, set forward or back by a test. */
final class ShiftedClock extends Clock {
    private final AtomicReference<Duration> by = new AtomicReference<>(Duration.ZERO);

    /** How far it stands from the machine's; negative for behind. */
    void set(Duration off) {
        by.set(off);
    }

    /** Just after the beginning of a stretch of that length, so many after the present one. */
    void begin(Duration length, int later) {
        var now = Clock.systemUTC().millis();
        var start = (now / length.toMillis() + later) * length.toMillis();
        set(Duration.ofMillis(start - now).plusSeconds(1));
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(by.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
