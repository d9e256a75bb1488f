package io.menshen.disclosure;

import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Treatment;
import java.util.List;

/**
 * One field as the caller sees it.
 *
 * @param values one or more, as they are shown
 */
record Shown(String name, Field field, Treatment treatment, List<Personal<String>> values) {
    /** Whether what is shown identifies the person, alone (T/CCAGM 002 3.8, 3.9). */
    boolean identified() {
        return treatment == Treatment.CLEAR
                && (field.store() != Field.Store.PROFILE
                        || field.treatment() == Treatment.TOKENIZE);
    }

    /** Whether the values are numbers in clear. */
    boolean numeric() {
        return treatment == Treatment.CLEAR && field.value() == Field.Value.NUMBER;
    }
}
