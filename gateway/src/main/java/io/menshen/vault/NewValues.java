package io.menshen.vault;

import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import java.util.List;

/**
 * The values of one field as they shall stand: they replace all that stood before.
 *
 * @param values in order; of the field's type and in its one spelling; none takes away what stood
 */
public record NewValues(String name, Field field, List<Personal<String>> values) {
    /** Keeps a copy. */
    public NewValues {
        values = List.copyOf(values);
    }
}
