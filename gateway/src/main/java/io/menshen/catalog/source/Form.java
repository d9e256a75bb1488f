package io.menshen.catalog.source;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What may stand at a place of a registry. */
sealed interface Form {
    /** One of several words. */
    record Word(Set<String> allowed) implements Form {}

    /** A text that is not empty. */
    record Text() implements Form {}

    /** A whole number of at least {@code least}. */
    record Whole(int least) implements Form {}

    /** True or false. */
    record Flag() implements Form {}

    /** A day, {@code YYYY-MM-DD}. */
    record Day() implements Form {}

    /** A mapping with fixed keys. */
    record Mapping(Map<String, Slot> keys) implements Form {}

    /** A mapping of names to one form. */
    record Named(Form each) implements Form {}

    /** A list of one form. */
    record Several(Form each) implements Form {}

    /** A mask or generalisation: one of these kinds, and its parameters, all texts. */
    record Kinded(Set<String> kinds) implements Form {}

    /** A key of an entry. */
    sealed interface Slot {
        /** What may stand there. */
        Form form();

        /** What it means, for whoever writes it. */
        String says();

        /** Must be there. */
        record Required(Form form, String says) implements Slot {}

        /** May be left out; then {@code otherwise} stands there, or nothing where it is null. */
        record Optional(Form form, String says, @Nullable JsonNode otherwise) implements Slot {}
    }
}
