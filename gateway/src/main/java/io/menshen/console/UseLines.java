package io.menshen.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.console.OwnUses.Day;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who used a person's data, as their page tells it. */
final class UseLines {
    private final Catalog catalog;
    private final Language language;

    UseLines(Catalog catalog, Language language) {
        this.catalog = catalog;
        this.language = language;
    }

    /** What was done on one day. */
    record Lines(String day, List<Map<String, Object>> uses) {}

    List<Lines> of(List<Day> days) {
        return days.stream()
                .collect(
                        groupingBy(
                                day -> day.day().toString(),
                                LinkedHashMap::new,
                                mapping(this::line, toList())))
                .entrySet()
                .stream()
                .map(entry -> new Lines(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Map<String, Object> line(Day day) {
        var purpose = day.purpose();
        var fields =
                day.fields().stream()
                        .flatMap(field -> catalog.field(field).stream())
                        .map(Field::label)
                        .map(language::of)
                        .collect(joining(language.comma()));
        return Map.of(
                "who", language.of(day.who()),
                "purpose", purpose == null ? "" : language.of(purpose),
                "operation", day.operation(),
                "times", day.times(),
                "fields", fields);
    }
}
