package io.menshen.journal;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the journal is, and how it is watched.
 *
 * @param file outside the database and its backups; made by {@code keys create}, never by a serving
 *     gateway
 * @param look how often a gateway compares journal and database, more than 0
 * @param grace how long an entry may be in the journal and not in the database before nobody is
 *     served: longer than another gateway may take from one to the other, that is than twice {@code
 *     menshen.storage.statement}
 */
@ConfigurationProperties("menshen.journal")
public record JournalProperties(
        Path file, @DefaultValue("1s") Duration look, @DefaultValue("15s") Duration grace) {
    /** Refuses what cannot work. */
    public JournalProperties {
        given(file);
        positive("menshen.journal.look", look);
        positive("menshen.journal.grace", grace);
    }

    private static void given(@Nullable Path file) {
        if (file == null) {
            throw new IllegalArgumentException(
                    "menshen.journal.file is missing; it names the file of the revocation journal");
        }
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key + " is " + value + "; more than 0 is allowed");
        }
    }
}
