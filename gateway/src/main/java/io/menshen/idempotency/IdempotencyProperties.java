package io.menshen.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How answers of writes are kept.
 *
 * @param keep how long at the least, 1 to 30 days; whole days count
 */
@ConfigurationProperties("menshen.idempotency")
public record IdempotencyProperties(@DefaultValue("3d") Duration keep) {
    /** Refuses what cannot work, naming key, value and what is allowed. */
    public IdempotencyProperties {
        if (keep.toDays() < 1 || keep.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException(
                    "menshen.idempotency.keep is " + keep + "; P1D to P30D is allowed");
        }
    }
}
