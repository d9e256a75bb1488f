package io.menshen.upkeep;

import io.menshen.audit.AuditState;
import io.menshen.audit.AuditState.Anchoring;
import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import java.time.Instant;

/** The health of the audit. */
final class AuditHealth {
    private AuditHealth() {}

    static Health of(AuditState state, Instant started) {
        var since = state.degradedSince();
        if (since != null) {
            var down = Health.down(since, "no_commit");
            return state.lastError() == null ? down : down.because(state.lastError());
        }
        return state.anchoring() == Anchoring.HELD
                ? Health.up(started)
                : Health.degraded(started, "not_anchored").meaning(Effect.NONE, Effect.NONE);
    }
}
