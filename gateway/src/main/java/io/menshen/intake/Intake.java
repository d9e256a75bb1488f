package io.menshen.intake;

import io.menshen.idempotency.WriteKey;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Takes in or updates a person's data, with consent (T/CCAGM 002 4.1.2-b, 5.1-a, 5.2). */
public interface Intake {
    /**
     * Takes one person's data in.
     *
     * @return a {@link io.menshen.kernel.RefusedException}: {@code INVALID} with all faults, {@code
     *     DENIED} with reasons, {@code CONFLICT}, or of what did not answer; nothing is stored then
     */
    Mono<Taken> take(Handed handed);

    /**
     * An intake as it arrives.
     *
     * @param replay the caller's key of this write, with the bytes it stands for; null where it has
     *     none
     * @param dryRun whether nothing is stored
     * @param from how it came
     */
    record Handed(
            Caller caller,
            IntakeRequest request,
            @Nullable Replay replay,
            boolean dryRun,
            From from,
            String decisionId,
            String traceId) {}

    /** How an intake comes. */
    enum From {
        /** As the person acts. */
        CALL,
        /** Out of a file, at any time afterwards. */
        IMPORT
    }

    /** A write's key and the body that it was used with. */
    record Replay(WriteKey key, Bytes body) {}
}
