package io.menshen.catalog.source;

import java.util.Map;
import java.util.Optional;

/** Where each entry of the registries is written. */
public final class Places {
    private final Map<String, Place> byPath;

    /** Reads through: what is added to the map later is found too. */
    Places(Map<String, Place> byPath) {
        this.byPath = byPath;
    }

    /**
     * Where something stands.
     *
     * @param file file name in the folder of registries
     * @param line 1 or more
     */
    public record Place(String file, int line) {
        /** As compilers write it. */
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /**
     * The place of a path such as {@code /purposes/survey/fields/mobile}, or of the nearest path
     * above it that is written down; empty where none is.
     */
    public Optional<Place> find(String path) {
        var place = byPath.get(path);
        for (var up = path; place == null && up.contains("/"); place = byPath.get(up)) {
            up = up.substring(0, up.lastIndexOf('/'));
        }
        return Optional.ofNullable(place);
    }
}
