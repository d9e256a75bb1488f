package io.menshen.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Channel;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Purpose;
import io.menshen.disclosure.OwnData.Held;
import io.menshen.vault.Origin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is held of a person as their page tells it, by the standard's categories. */
final class HeldLines {
    private final Catalog catalog;
    private final Language language;

    HeldLines(Catalog catalog, Language language) {
        this.catalog = catalog;
        this.language = language;
    }

    /**
     * A category of the standard (T/CCAGM 002 3.1), such as {@code C04}, and what is held of it.
     */
    record Category(String name, List<Map<String, Object>> fields) {}

    List<Category> of(List<Held> held) {
        return held.stream()
                .collect(
                        groupingBy(
                                one -> one.field().category(),
                                TreeMap::new,
                                mapping(this::field, toList())))
                .entrySet()
                .stream()
                .map(entry -> new Category(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Map<String, Object> field(Held held) {
        return Map.of(
                "label", language.of(held.field().label()),
                "shown", HeldText.values(held.values()),
                "origins", held.origins().stream().map(this::origin).distinct().toList());
    }

    /** Where a value comes from. */
    Map<String, String> origin(Origin origin) {
        return Map.of(
                "purpose", purpose(origin.purpose()),
                "channel", channel(Objects.requireNonNullElse(origin.channel(), "")),
                "day", HeldText.day(origin.collected()),
                "expires", origin.expires().toString());
    }

    private String purpose(String name) {
        return catalog.purpose(name).map(Purpose::label).map(language::of).orElse("");
    }

    private String channel(String name) {
        // What the person corrected on their pages came through no channel of the standard.
        return catalog.channel(name)
                .map(Channel::label)
                .or(() -> catalog.consumer(name).map(Consumer::label))
                .map(language::of)
                .orElse("");
    }
}
