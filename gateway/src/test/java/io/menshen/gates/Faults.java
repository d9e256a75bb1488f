package io.menshen.gates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The faults that the gateway is held to, with the tests that prove each. */
final class Faults {
    private static final String HEAD =
            """
            # Faults and attacks, and the tests that prove each

            Generated from `gateway/src/test/resources/gates/faults.yaml`; do not edit. `./menshen test` fails where it is old, where a fault of the list has no row, or where a test that a row names does not exist. What it says of the faults: a clear 4xx or 503, nothing lost, nothing leaked, closed rather than open. `./menshen soak` tries the long versions.
            """;
    private static final Pattern TEST = Pattern.compile("\\bvoid (\\w+)\\(");

    private final List<Section> sections = sections();
    private final Map<String, String> tests = new HashMap<>();

    /** One row: the tests, and why it does not apply, or not wholly; empty where it does. */
    record Row(String fault, String why, List<String> tests) {}

    /** Rows under one heading, and the list that they should cover. */
    record Section(String name, List<String> list, List<Row> rows) {}

    Faults() {
        for (var source : Source.tests()) {
            var type = source.className().replaceFirst(".*\\.", "");
            TEST.matcher(source.text())
                    .results()
                    .forEach(found -> tests.put(type + "." + found.group(1), source.name()));
        }
    }

    Stream<Section> all() {
        return sections.stream();
    }

    /** Tests that a row names and that are nowhere. */
    List<String> missing() {
        return all().flatMap(section -> section.rows().stream())
                .flatMap(row -> row.tests().stream())
                .filter(test -> !tests.containsKey(test))
                .toList();
    }

    String page() {
        var page = new StringBuilder(HEAD);
        for (var section : sections) {
            page.append("\n## ").append(section.name()).append("\n\n");
            page.append("| fault | does not apply, because | tests |\n|---|---|---|\n");
            section.rows().forEach(row -> page.append(line(row)));
        }
        return page.toString();
    }

    private String line(Row row) {
        var links =
                row.tests().stream()
                        .map(test -> "[%s](../%s)".formatted(test, tests.get(test)))
                        .collect(Collectors.joining("<br>"));
        return "| %s | %s | %s |\n".formatted(row.fault(), row.why(), links);
    }

    private static List<Section> sections() {
        var sections = new ArrayList<Section>();
        for (var section : (List<?>) Objects.requireNonNull(listed().get("sections"))) {
            var entries = (Map<?, ?>) section;
            var rows = new ArrayList<Row>();
            ((Map<?, ?>) Objects.requireNonNull(entries.get("rows")))
                    .forEach((fault, row) -> rows.add(row("" + fault, (Map<?, ?>) row)));
            var list = Arrays.asList(("" + entries.get("list")).split(" · ", -1));
            sections.add(new Section("" + entries.get("name"), list, rows));
        }
        return sections;
    }

    private static Row row(String fault, Map<?, ?> row) {
        var why = row.get("not");
        var named = row.get("tests");
        var tests = new ArrayList<String>();
        if (named instanceof List<?> list) {
            list.forEach(test -> tests.add("" + test));
        }
        return new Row(fault, why == null ? "" : "" + why, tests);
    }

    private static Map<?, ?> listed() {
        try (InputStream file = Faults.class.getResourceAsStream("/gates/faults.yaml")) {
            var settings = LoadSettings.builder().build();
            return (Map<?, ?>)
                    Objects.requireNonNull(
                            new Load(settings).loadFromInputStream(Objects.requireNonNull(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
