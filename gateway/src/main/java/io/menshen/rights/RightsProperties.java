package io.menshen.rights;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What receipts of erasures promise.
 *
 * @param backupDays how many days the longest-lived backup of the database is kept, 1 to 3,660
 */
@ConfigurationProperties("menshen.rights")
public record RightsProperties(@DefaultValue("30") int backupDays) {
    private static final int MOST = 3_660;

    /** Refuses what cannot be, naming key, value and what is allowed. */
    public RightsProperties {
        if (backupDays < 1 || backupDays > MOST) {
            throw new IllegalArgumentException(
                    "menshen.rights.backup-days is "
                            + backupDays
                            + "; 1 to "
                            + MOST
                            + " is allowed");
        }
    }

    Duration backups() {
        return Duration.ofDays(backupDays);
    }
}
