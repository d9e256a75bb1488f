package io.menshen.web;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a client may take; one that takes longer is cut off. Each is 1 s to 1 h.
 *
 * @param head for the head of a request, from its first byte; on a new connection from the start
 * @param pause between two reads of a body, and for one write to be taken
 * @param whole for a request with its answer
 * @param idle between two requests on a connection
 */
public record TimeLimits(
        @DefaultValue("10s") Duration head,
        @DefaultValue("10s") Duration pause,
        @DefaultValue("5m") Duration whole,
        @DefaultValue("30s") Duration idle) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    /** Refuses what cannot work, naming key, value and what is allowed. */
    public TimeLimits {
        within("head", head);
        within("pause", pause);
        within("whole", whole);
        within("idle", idle);
    }

    private static void within(String name, Duration value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "menshen.web.times." + name + " is " + value + "; 1s to 1h is allowed");
        }
    }
}
