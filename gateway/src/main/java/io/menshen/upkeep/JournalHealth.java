package io.menshen.upkeep;

import io.menshen.journal.ReplayGate;
import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import java.time.Instant;
import java.util.Locale;

/** The health of the journal. */
final class JournalHealth {
    private JournalHealth() {}

    static Health of(ReplayGate gate, JournalWatch watch, Instant started) {
        var shut = gate.why();
        if (shut.isPresent()) {
            return Health.down(started, shut.get().name().toLowerCase(Locale.ROOT));
        }
        return watch.isLost()
                ? Health.degraded(started, "journal_lost").meaning(Effect.NONE, Effect.REFUSED)
                : Health.up(started);
    }
}
