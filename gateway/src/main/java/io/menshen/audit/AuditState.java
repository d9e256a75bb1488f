package io.menshen.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the audit of this process fares.
 *
 * @param degradedSince since when nothing is committed, so that every use is refused; null while
 *     the last commit went well, or none was tried
 * @param lastError the class of the error that a commit last failed with; null before the first
 * @param lastCommit when records were last committed; null before the first
 * @param lastCheckpoint the moment of the newest checkpoint that was seen, whichever gateway made
 *     it; null before the first
 * @param anchoring whether the second place keeps up
 */
public record AuditState(
        @Nullable Instant degradedSince,
        @Nullable Class<? extends Throwable> lastError,
        @Nullable Instant lastCommit,
        @Nullable Instant lastCheckpoint,
        Anchoring anchoring) {

    /** Whether checkpoints reach a place outside the operator's reach. */
    public enum Anchoring {
        /** No second place is configured. */
        NONE,
        /** The second place did not take the newest checkpoint, or has not been asked yet. */
        BEHIND,
        /** The second place holds the newest checkpoint that was seen. */
        HELD
    }
}
