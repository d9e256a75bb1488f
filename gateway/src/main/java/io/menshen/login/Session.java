package io.menshen.login;

import io.menshen.kernel.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A session of one person.
 *
 * @param opened when it began, whatever was shown since
 * @param facts what was shown, and when last; one or more
 */
public record Session(SubjectId subject, Instant opened, Map<Fact, Instant> facts) {
    /** How old the newer of two facts may be for anything to be shown. */
    public static final Duration FRESH = Duration.ofMinutes(5);

    private static final int NEEDED = 2;

    /** Keeps a copy. */
    public Session {
        var copy = new EnumMap<Fact, Instant>(Fact.class);
        copy.putAll(facts);
        facts = Collections.unmodifiableMap(copy);
    }

    /**
     * Whether what is held may be shown: two facts of different kinds, the newer fresh. With one, a
     * person only refuses and withdraws.
     */
    public boolean mayShow(Instant now) {
        return facts.size() >= NEEDED
                && facts.values().stream().anyMatch(at -> !at.plus(FRESH).isBefore(now));
    }

    Session with(Fact fact, Instant at) {
        var more = new EnumMap<Fact, Instant>(Fact.class);
        more.putAll(facts);
        more.put(fact, at);
        return new Session(subject, opened, more);
    }
}
