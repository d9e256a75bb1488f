package io.menshen.catalog;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.Map;

/**
 * A mask or a generalisation.
 *
 * @param kind a kind the masking module knows
 * @param parameters of the kind
 */
public record Shape(String kind, Map<String, String> parameters) {
    /** Keeps a copy. */
    public Shape {
        parameters = Map.copyOf(parameters);
    }

    /** As the registry writes it: the parameters stand beside the kind. */
    @JsonCreator
    static Shape of(
            @JsonProperty(value = "kind", required = true) String kind,
            @JsonAnySetter Map<String, String> parameters) {
        return new Shape(kind, new HashMap<>(parameters));
    }

    /** The parameters, written beside the kind. */
    @JsonAnyGetter
    @Override
    public Map<String, String> parameters() {
        return parameters;
    }
}
