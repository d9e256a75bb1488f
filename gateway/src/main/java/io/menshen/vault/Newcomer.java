package io.menshen.vault;

import io.menshen.subject.Subject;
import java.util.List;

/**
 * What is taken in of a person who was not known before.
 *
 * @param nothing what the stores hold of them, as a read of no store answers it
 * @param values of each field
 */
public record Newcomer(
        Subject subject, Holding nothing, List<NewValues> values, Provenance provenance) {
    /** Keeps a copy. */
    public Newcomer {
        values = List.copyOf(values);
    }
}
