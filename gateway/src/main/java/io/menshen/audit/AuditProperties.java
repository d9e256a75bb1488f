package io.menshen.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the audit is kept.
 *
 * @param pending records that may wait for a commit, 1 to 1,000,000; above it uses are refused
 * @param batch records per commit at most, 1 to 5,000
 * @param commit how long a commit may take, up to 1 min; then all its uses are refused
 * @param checkpoint time between checkpoints, 1 s to 60 s
 * @param privateKey PEM file of the Ed25519 key that signs checkpoints
 * @param publicKey PEM file of its public half
 * @param anchor file in a second place that also gets every checkpoint, outside the operator's
 *     reach; without it a verification says "not anchored"
 */
@ConfigurationProperties("menshen.audit")
public record AuditProperties(
        @DefaultValue("10000") int pending,
        @DefaultValue("512") int batch,
        @DefaultValue("5s") Duration commit,
        @DefaultValue("30s") Duration checkpoint,
        Path privateKey,
        Path publicKey,
        @Nullable Path anchor) {

    /** Refuses what cannot work, naming key, value and what is allowed. */
    public AuditProperties {
        within("menshen.audit.pending", pending, 1_000_000);
        within("menshen.audit.batch", batch, 5_000);
        within("menshen.audit.commit", commit, Duration.ofMillis(1));
        within("menshen.audit.checkpoint", checkpoint, Duration.ofSeconds(1));
        given("menshen.audit.private-key", privateKey);
        given("menshen.audit.public-key", publicKey);
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; 1 to " + most + " is allowed");
        }
    }

    private static void within(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; " + least + " to PT1M is allowed");
        }
    }

    private static void given(String key, @Nullable Path value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    key + " is missing; it names a PEM file of an Ed25519 key");
        }
    }
}
