package io.menshen.cases;

import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;

/** Refuses what does not fit how the person, or the request for a hold, stands. */
final class HoldConflict {
    private static final Reason STATUS = Reason.of("hold_status");

    private HoldConflict() {}

    static RuntimeException refused() {
        return Refusal.of(Refusal.Kind.CONFLICT, STATUS).toException();
    }
}
