package io.menshen.retention;

import java.util.List;

/**
 * What went at once.
 *
 * @param identity values of that store
 * @param sensitive values of that store
 * @param profile values of that store
 * @param indexes entries of the blind index that led to such a value
 */
public record Purged(long identity, long sensitive, long profile, long indexes) {
    /** Nothing. */
    public static final Purged NOTHING = new Purged(0, 0, 0, 0);

    /** Values of all stores. */
    public long values() {
        return identity + sensitive + profile;
    }

    Purged and(Purged other) {
        return new Purged(
                identity + other.identity,
                sensitive + other.sensitive,
                profile + other.profile,
                indexes + other.indexes);
    }

    /** As reasons of a record, which are words. */
    public List<String> words() {
        return List.of(
                "retention_ended",
                "identity." + identity,
                "sensitive." + sensitive,
                "profile." + profile,
                "index." + indexes);
    }
}
