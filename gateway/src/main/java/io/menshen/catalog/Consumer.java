package io.menshen.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered system (T/CCAGM 002 4.1.4-c).
 *
 * @param issuer alias of the issuer of its tokens
 * @param clientId its client there
 * @param audience expected in its tokens; null for the gateway's own
 * @param purposes those it may name
 * @param resolveBy per purpose, the fields it may look a person up by
 * @param match per purpose, the fields it may compare
 * @param agreement the vendor's; null where none stands
 */
public record Consumer(
        Label label,
        String owner,
        Kind kind,
        String issuer,
        String clientId,
        @Nullable String audience,
        StaffClaim staff,
        List<String> purposes,
        Map<String, List<String>> resolveBy,
        Map<String, List<String>> match,
        @Nullable Mlps mlps,
        @Nullable Agreement agreement,
        Caps caps) {

    /** Who runs the system. */
    public enum Kind {
        INTERNAL,
        VENDOR,
        THIRD_PARTY,
        DEIDENTIFIED;

        /** The word the policy uses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether its tokens must name a member of staff. */
    public enum StaffClaim {
        NONE,
        REQUIRED
    }

    /** Keeps copies. */
    public Consumer {
        purposes = List.copyOf(purposes);
        resolveBy = Ordered.copy(resolveBy);
        match = Ordered.copy(match);
    }

    /** The fields it may look a person up by for that purpose; empty where none. */
    public List<String> resolveBy(String purpose) {
        return resolveBy.getOrDefault(purpose, List.of());
    }

    /** The fields it may compare for that purpose; empty where none. */
    public List<String> match(String purpose) {
        return match.getOrDefault(purpose, List.of());
    }
}
