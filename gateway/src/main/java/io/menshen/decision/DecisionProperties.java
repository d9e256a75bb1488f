package io.menshen.decision;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How decisions are made.
 *
 * @param limit how long the engine may take for one, 1 ms to 5 s; then the use is refused
 */
@ConfigurationProperties("menshen.decision")
public record DecisionProperties(@DefaultValue("250ms") Duration limit) {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofSeconds(5);

    /** Refuses what cannot work, naming key, value and what is allowed. */
    public DecisionProperties {
        if (limit.compareTo(LEAST) < 0 || limit.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "menshen.decision.limit is "
                            + limit
                            + "; "
                            + LEAST
                            + " to "
                            + MOST
                            + " is allowed");
        }
    }
}
