package io.menshen.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where data is taken in (T/CCAGM 002 4.2), and what (4.1.3-a).
 *
 * @param owner the role that answers for what is taken in there (T/CCAGM 002 5.2)
 * @param clause the clause that describes it
 * @param consentMoment when, and by what, the person is told and agrees
 * @param verification how a person is known there
 * @param rules what else the standard asks for there
 * @param purposes what it takes in by purpose; without any it takes in no person
 */
public record Channel(
        Label label,
        String owner,
        Kind kind,
        String clause,
        Label consentMoment,
        Verification verification,
        List<Label> rules,
        Map<String, Profile> purposes) {

    /** Keeps copies, the purposes in their order. */
    public Channel {
        rules = List.copyOf(rules);
        purposes = Ordered.copy(purposes);
    }

    /** Whether the person acts on a screen or stands in the shop. */
    public enum Kind {
        ONLINE,
        OFFLINE
    }

    /** By what a person is known to be the one. */
    public enum Verification {
        NONE,
        CODE,
        DESK
    }

    /**
     * What the channel takes in for one purpose; every other field is refused.
     *
     * @param required fields that it cannot do without
     * @param optional fields that a person may decline
     */
    public record Profile(Map<String, Need> required, List<String> optional) {
        /** Keeps copies in their order. */
        public Profile {
            required = Ordered.copy(required);
            optional = List.copyOf(optional);
        }

        /** All fields that may be handed in, by name. */
        public Set<String> fields() {
            var fields = new TreeSet<>(required.keySet());
            fields.addAll(optional);
            return fields;
        }
    }

    /**
     * Why a field is required.
     *
     * @param neededFor what cannot be done without it
     */
    public record Need(Label neededFor) {}

    /** What it takes in for that purpose; empty where nothing. */
    public Optional<Profile> profile(String purpose) {
        return Optional.ofNullable(purposes.get(purpose));
    }
}
