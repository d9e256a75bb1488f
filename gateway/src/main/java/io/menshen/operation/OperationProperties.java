package io.menshen.operation;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator states, and {@code doctor} looks at.
 *
 * @param encryptionEvidence file that says how the volume of the database is encrypted, and who
 *     looked; {@code doctor} warns where there is none
 * @param encryptionAge how old that file may be, from its last change, 1 to 400 days
 */
@ConfigurationProperties("menshen.operation")
public record OperationProperties(
        @Nullable Path encryptionEvidence, @DefaultValue("90d") Duration encryptionAge) {
    /** Refuses what cannot work, naming key, value and what is allowed. */
    public OperationProperties {
        if (encryptionAge.toDays() < 1 || encryptionAge.toDays() > 400) {
            throw new IllegalArgumentException(
                    "menshen.operation.encryption-age is "
                            + encryptionAge
                            + "; 1d to 400d is allowed");
        }
    }
}
