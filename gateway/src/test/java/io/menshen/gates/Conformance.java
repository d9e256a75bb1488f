package io.menshen.gates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The conformance matrix, from the marks of tests and the METADATA of rules. */
final class Conformance {
    private static final String HEAD =
            """
            # Conformance to T/CCAGM 002-2021, clause by clause

            Generated from the `@Clause` marks of the tests and the METADATA of the rules; do not edit. `./menshen test` fails where it is old, and says how to write it anew.

            The copy of the standard that this project has breaks off inside 6.3.2. What follows is **reconstructed** from the laws such a document follows (clauses 7 and 8); nothing here claims conformity to its wording. A clause with neither rule nor test is not covered yet.

            | clause | it demands | rule | tests |
            |---|---|---|---|
            """;
    private static final String DEVIATIONS =
            """

            ## Deviations

            | clause | rule | what differs from the text |
            |---|---|---|
            """;

    private final SequencedMap<String, String> demands;
    private final List<Map<?, ?>> deviations;
    private final List<Rule> rules = Rule.all();
    private final List<Mark> marks = Mark.all();

    Conformance() {
        var listed = listed();
        demands = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(listed.get("clauses")))
                .forEach((clause, demand) -> demands.put("" + clause, "" + demand));
        deviations = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(listed.get("deviations")))
                .forEach(deviation -> deviations.add((Map<?, ?>) deviation));
    }

    /** Clauses that a rule or test names, though the list has none of them. */
    List<String> unlisted() {
        var named = new ArrayList<String>();
        rules.forEach(rule -> named.addAll(rule.clauses()));
        marks.forEach(mark -> named.add(mark.clause()));
        return named.stream().distinct().filter(clause -> !demands.containsKey(clause)).toList();
    }

    boolean covers(String clause) {
        return rules.stream().anyMatch(rule -> rule.clauses().contains(clause))
                || marks.stream().anyMatch(mark -> mark.clause().equals(clause));
    }

    String page() {
        var page = new StringBuilder(HEAD);
        demands.forEach((clause, demand) ->
                page.append(row(name(clause), demand, rules(clause), tests(clause))));
        page.append(DEVIATIONS);
        for (var deviation : deviations) {
            page.append(
                    row(
                            name("" + deviation.get("clause")),
                            "`" + deviation.get("rule") + "`",
                            "" + deviation.get("text")));
        }
        return page.toString();
    }

    private static String name(String clause) {
        return clause.startsWith("7-") || clause.startsWith("8-")
                ? clause + " (reconstructed)"
                : clause.replace("PIPL-", "PIPL ");
    }

    private String rules(String clause) {
        return rules.stream()
                .filter(rule -> rule.clauses().contains(clause))
                .map(Conformance::link)
                .collect(Collectors.joining("<br>"));
    }

    private static String link(Rule rule) {
        return "[%s](../policies/rules/%s/%s.rego): %s (%s; %s tests)"
                .formatted(
                        rule.name(),
                        rule.name(),
                        rule.name(),
                        rule.title(),
                        String.join(", ", rule.codes()),
                        rule.tests());
    }

    private String tests(String clause) {
        return marks.stream()
                .filter(mark -> mark.clause().equals(clause))
                .map(mark -> "[%s](../%s)".formatted(mark.test(), mark.source().name()))
                .distinct()
                .collect(Collectors.joining("<br>"));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static Map<?, ?> listed() {
        try (InputStream file = Conformance.class.getResourceAsStream("/gates/clauses.yaml")) {
            var settings = LoadSettings.builder().build();
            return (Map<?, ?>)
                    Objects.requireNonNull(
                            new Load(settings).loadFromInputStream(Objects.requireNonNull(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
