package io.menshen.intake;

import io.menshen.kernel.Personal;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The values of one field as they were handed in.
 *
 * @param values in order
 */
@JsonDeserialize(using = GivenDeserializer.class)
public record Given(List<Personal<String>> values) {
    /** Keeps a copy. */
    public Given {
        values = List.copyOf(values);
    }

    /** A single value. */
    public static Given of(Personal<String> value) {
        return new Given(List.of(value));
    }
}
