package io.menshen.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the caps are kept.
 *
 * @param degradedSince since when each instance keeps its share by itself; null while Redis counts
 */
public record QuotaState(@Nullable Instant degradedSince) {
    /** Whether Redis is lost. */
    public boolean degraded() {
        return degradedSince != null;
    }
}
