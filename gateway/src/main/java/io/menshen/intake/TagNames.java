package io.menshen.intake;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.masking.FieldType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tags a purpose takes in: those that are registered as made for it (T/CCAGM 002 3.4). */
record TagNames(Catalog catalog, String purpose) {
    private static final FieldType TAG = FieldType.of("tag");

    /** Whether all values may be taken in; those of another type than tags always may. */
    boolean admit(Field field, Collection<Personal<String>> values) {
        if (!field.type().equals(TAG.toString())) {
            return true;
        }
        var registered = registered();
        return values.stream().allMatch(value -> TAG.isOneOf(registered, value));
    }

    /** Those that it takes in, in their order. */
    List<String> sorted() {
        return registered().stream().sorted().toList();
    }

    private Set<String> registered() {
        return catalog.tags().entrySet().stream()
                .filter(tag -> tag.getValue().purpose().equals(purpose))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
