package io.menshen.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Treatment;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of the catalogue (T/CCAGM 002 3.1).
 *
 * @param category C01 to C18, or EXT
 * @param kind the sensitive kind; null for a general field
 * @param retention which data key seals it
 * @param treatment how it is shown where a purpose says nothing else
 * @param mask how {@code mask} and {@code mask_strict} show it; null where it is never masked
 * @param generalize how {@code generalize} shows it; null where it is never generalised
 * @param type name of the check of its values
 * @param value the column it takes in store {@code PROFILE}
 * @param lookup whether a blind index is kept
 * @param unique within what the index is unique
 * @param recognition whether it can recognise a person (T/CCAGM 002 6.2)
 * @param neverStored refused at the door
 * @param several whether a person may have more than one value; it is then shown as a list
 * @param birth whether its value is the day of birth, which gives the age band
 * @param derives fields of store {@code PROFILE} that are made of its value, each by a kind of
 *     generalisation
 */
public record Field(
        Label label,
        String owner,
        String category,
        Sensitivity sensitivity,
        @Nullable String kind,
        Store store,
        @JsonProperty("class") Retention retention,
        Treatment treatment,
        @Nullable Shape mask,
        @Nullable Shape generalize,
        String type,
        Value value,
        boolean lookup,
        Unique unique,
        boolean recognition,
        boolean neverStored,
        boolean several,
        boolean birth,
        Map<String, String> derives) {

    /** Keeps a copy. */
    public Field {
        derives = Map.copyOf(derives);
    }

    /** General, sensitive by the standard's list, or treated as sensitive by PIPL 28. */
    public enum Sensitivity {
        G,
        S,
        P
    }

    /** The three stores (design, section 5); {@code NONE} is never kept. */
    public enum Store {
        IDENTITY,
        SENSITIVE,
        PROFILE,
        NONE;

        /** The word of the registry, which is the name of its schema too. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which of a person's two data keys seals a value. */
    public enum Retention {
        SERVICE,
        STATUTORY
    }

    /** The column of store {@code PROFILE}. */
    public enum Value {
        TEXT,
        NUMBER,
        DATE
    }

    /** Within what a look-up value names one person. */
    public enum Unique {
        NONE,
        GLOBAL,
        CONSUMER
    }

    /**
     * Whether a person may correct it by themselves (PIPL 46). What leads to them or recognises
     * them, or is kept as it was by law, is corrected by the privacy desk.
     */
    public boolean correctable() {
        var one = !several && !neverStored && unique == Unique.NONE;
        return one && !lookup && !recognition && retention == Retention.SERVICE;
    }

    /** Whether the rules on sensitive information apply. */
    public boolean sensitive() {
        return sensitivity != Sensitivity.G;
    }
}
