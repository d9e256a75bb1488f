package io.menshen.decision;

import io.menshen.kernel.Treatment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the policy decided. */
public sealed interface Decision {
    /** The revision that decided. */
    int revision();

    /** The canonical request without its day, as the audit keeps each distinct one once. */
    String request();

    /** SHA-256 of the canonical plan, 64 hex digits; empty where nothing was planned. */
    String planHash();

    /**
     * The use is allowed, so far.
     *
     * @param plan how each field may be shown; what is not in it is withheld
     * @param withheld why, by field: stable codes
     */
    record Permit(
            int revision,
            String request,
            String planHash,
            Map<String, Shown> plan,
            Map<String, String> withheld)
            implements Decision {}

    /**
     * The use is refused.
     *
     * @param reasons stable codes, sorted, at least one
     */
    record Deny(int revision, String request, List<String> reasons) implements Decision {
        @Override
        public String planHash() {
            return "";
        }
    }

    /**
     * How one field may be shown.
     *
     * @param by the mask or generalisation that replaces the field's own, or null
     */
    record Shown(Treatment treatment, @Nullable String by) {}
}
