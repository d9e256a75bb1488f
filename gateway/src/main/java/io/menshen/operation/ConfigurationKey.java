package io.menshen.operation;

import java.util.List;
import java.util.Optional;

/**
 * A key of the configuration.
 *
 * @param name as it is written, with {@code NAME} where one of the words stands and {@code [N]}
 *     where an entry of a list stands
 * @param type what its value is read as
 * @param standard the value where none is given; empty where there is none
 * @param words what may stand at {@code NAME}; empty where the name has none
 * @param holder the record that takes it
 * @param component its component there
 */
public record ConfigurationKey(
        String name,
        Class<?> type,
        Optional<String> standard,
        List<String> words,
        Class<?> holder,
        String component) {
    /** Keeps a copy. */
    public ConfigurationKey {
        words = List.copyOf(words);
    }
}
