package io.menshen.catalog.source;

import io.menshen.catalog.Catalog;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What reading the registries gives. */
public sealed interface Compilation {
    /**
     * Registries without a fault.
     *
     * @param registries with all defaults filled in, {@code data.registries} of a bundle
     * @param places where each entry is written
     */
    record Registries(ObjectNode registries, Catalog catalog, Places places)
            implements Compilation {}

    /** All faults, in the order of files and lines; at least one. */
    record Faulty(List<Problem> problems) implements Compilation {
        /** Keeps a copy. */
        public Faulty {
            problems = List.copyOf(problems);
        }
    }
}
