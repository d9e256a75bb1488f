package io.menshen.cases;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cases are watched.
 *
 * @param look how often a gateway counts the cases whose deadline is near or past, and takes away
 *     copies that are past their time, 1 s to 1 h
 */
@ConfigurationProperties("menshen.cases")
public record CaseProperties(@DefaultValue("1m") Duration look) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    /** Refuses what cannot work, naming key, value and what is allowed. */
    public CaseProperties {
        if (look.compareTo(LEAST) < 0 || look.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "menshen.cases.look is " + look + "; PT1S to PT1H is allowed");
        }
    }
}
