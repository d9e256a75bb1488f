package io.menshen.upkeep;

import io.menshen.kernel.Effect;
import io.menshen.kernel.Health;
import java.time.Instant;

/** The health of the keysets. */
final class KeysHealth {
    private KeysHealth() {}

    static Health of(KeysetWatch watch, Instant started) {
        if (watch.isLost()) {
            return Health.down(started, "keysets_lost");
        }
        return watch.isUnread()
                ? Health.degraded(started, "keysets_unread").meaning(Effect.NONE, Effect.NONE)
                : Health.up(started);
    }
}
