package io.menshen.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the database fares, as the last use of any pool told.
 *
 * @param lostSince since when no connection was to be had; null while there is one, and before the
 *     first use
 * @param lastError the class of the error that the last attempt failed with; null where none did
 */
public record DatabaseState(
        @Nullable Instant lostSince, @Nullable Class<? extends Throwable> lastError) {
    static final DatabaseState WELL = new DatabaseState(null, null);

    /** The same after another failed attempt. */
    DatabaseState failed(Throwable cause, Instant now) {
        return new DatabaseState(lostSince == null ? now : lostSince, cause.getClass());
    }
}
