package io.menshen.intake;

import io.menshen.kernel.Refusal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a row, or of the import at it. */
sealed interface RowResult {
    /** What is no fault of a row: the rest waits until the gateway can go on. */
    Set<Refusal.Kind> NOT_NOW =
            EnumSet.of(
                    Refusal.Kind.CAPPED,
                    Refusal.Kind.OVERLOADED,
                    Refusal.Kind.POLICY_UNAVAILABLE,
                    Refusal.Kind.AUDIT_UNAVAILABLE,
                    Refusal.Kind.STORE_UNAVAILABLE);

    /** It was written or refused, whichever comes again when it is sent again. */
    record Told(RowAnswer answer) implements RowResult {}

    /** The gateway cannot go on now; what follows is not looked at. */
    record Stopped(long row, Refusal refusal) implements RowResult {}

    static RowResult taken(long row, Taken taken) {
        return new Told(RowAnswer.taken(row, taken));
    }

    /**
     * What may be tried again after a while is the gateway's matter, not the row's.
     *
     * @param id of the decision; null where there was none
     */
    static RowResult refused(long row, @Nullable String id, Refusal refusal) {
        return NOT_NOW.contains(refusal.kind()) || refusal.retryAfterSeconds() > 0
                ? new Stopped(row, refusal)
                : new Told(RowAnswer.refused(row, id, refusal));
    }
}
