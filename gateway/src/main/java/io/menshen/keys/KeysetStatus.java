package io.menshen.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A keyset without its keys.
 *
 * @param primary the number of the key under which new things are made
 * @param versions all live keys
 */
public record KeysetStatus(KeyUse use, int primary, List<Version> versions) {
    /** How old an epoch may become. */
    public static final Duration EPOCH = Duration.ofDays(30);

    /** Keeps a copy. */
    public KeysetStatus {
        versions = List.copyOf(versions);
    }

    /**
     * A key.
     *
     * @param number 1 or more; it stays when other keys come and go
     * @param made when it was made; null where that was not kept
     */
    public record Version(int number, @Nullable Instant made) {}

    static Version version(KeyUse use, int number, Map<String, String> dates) {
        var made = dates.get(KeyDates.name(use, number));
        return new Version(number, made == null ? null : Instant.parse(made));
    }

    /** A key that was given out and is not the present one yet; empty where there is none. */
    public OptionalInt waiting() {
        return versions.stream().mapToInt(Version::number).filter(number -> number > primary).max();
    }

    /** The number that the next key gets. */
    public int next() {
        return versions.stream().mapToInt(Version::number).max().orElse(0) + 1;
    }
}
