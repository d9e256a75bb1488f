package io.menshen.cases;

import io.menshen.kernel.Refusal.Fault;
import io.menshen.keys.IntegrityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words of the interface and the database: constants in lower case. */
final class CaseWords {
    private CaseWords() {}

    static String of(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> of(one).equals(word))
                .findFirst();
    }

    /** The constant of a word of the interface; another word adds a fault. */
    static <E extends Enum<E>> Optional<E> read(
            Class<E> type, String word, String pointer, List<Fault> faults) {
        var found = find(type, word);
        if (found.isEmpty()) {
            var detail = "Needed: " + all(type) + ".";
            faults.add(new Fault(pointer, "word", detail));
        }
        return found;
    }

    private static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(CaseWords::of)
                .collect(Collectors.joining(", "));
    }

    /**
     * The constant of a word that a row holds.
     *
     * @throws IntegrityException where there is none: the gateway writes no other
     */
    static <E extends Enum<E>> E kept(Class<E> type, String word) {
        return find(type, word)
                .orElseThrow(() -> new IntegrityException("a word of " + type.getSimpleName()));
    }
}
