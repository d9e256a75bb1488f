package io.menshen.catalog.source;

import java.util.Set;

/**
 * What the gateway can do with a value, as far as registries name it. Whoever compiles passes it
 * in, for the catalogue stands below the modules that know.
 *
 * @param types the checks of values
 * @param masks the masks and generalisations
 */
public record Vocabulary(Set<String> types, Set<String> masks) {
    /** Keeps copies. */
    public Vocabulary {
        types = Set.copyOf(types);
        masks = Set.copyOf(masks);
    }
}
