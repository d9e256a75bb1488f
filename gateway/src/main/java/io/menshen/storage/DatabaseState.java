package io.menshen.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the database fares, as the last uses of the pools told.
 *
 * @param lost since when no connection was to be had; null while there is one, and before the first
 *     use
 * @param refused since when the server, which answers, refuses the log-in of a role; of several the
 *     first; null while it refuses none
 */
public record DatabaseState(@Nullable Failure lost, @Nullable Failure refused) {
    /**
     * What goes wrong.
     *
     * @param since when it began
     * @param error the class of the last error
     */
    public record Failure(Instant since, Class<? extends Throwable> error) {}
}
