package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Ground;
import io.menshen.catalog.Ground.Told;
import io.menshen.catalog.source.Compilation.Registries;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What {@code policy explain} prints. */
final class ExplainReport {
    private static final int LONGEST = 80;

    private final Catalog catalog;
    private final Registries registries;
    private final Explained explained;

    ExplainReport(Catalog catalog, Registries registries, Explained explained) {
        this.catalog = catalog;
        this.registries = registries;
        this.explained = explained;
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(head());
        lines.add("");
        explained.reasons().forEach(code -> lines.addAll(refusing(code)));
        rules().forEach((rule, codes) -> lines.addAll(passing(rule, codes)));
        lines.add("");
        lines.add(intro());
        lines.addAll(new ExplainedFields(catalog, registries.places(), explained).lines());
        lines.add("");
        lines.add("The caller sees: " + seen());
        return lines;
    }

    private String head() {
        return "%s  %s · %s · %s    policy %d · %s"
                .formatted(
                        explained.allowed() ? "ALLOWED" : "REFUSED",
                        explained.request().path("caller").path("consumer").asString(),
                        explained.word("purpose"),
                        explained.word("operation"),
                        catalog.revision(),
                        explained.request().path("context").path("day").asString());
    }

    /** The reason, and the entry that it was decided by, with whoever may change it. */
    private List<String> refusing(String code) {
        var ground = catalog.reasons().get(code);
        if (ground == null) {
            return List.of(" ✗ " + code);
        }
        var lines = new ArrayList<String>();
        lines.add(row("✗", code, ground.clause(), at(ground)) + "  " + ground.title().en());
        entry(ground).forEach(entry -> lines.add(row(" ", "", "", entry)));
        return lines;
    }

    /** A rule that does not refuse: it has nothing to say, or withholds these fields. */
    private List<String> passing(String rule, List<Map.Entry<String, Ground>> codes) {
        if (codes.stream().anyMatch(c -> explained.reasons().contains(c.getKey()))) {
            return List.of();
        }
        var clauses = codes.stream().map(c -> c.getValue().clause()).distinct().sorted().toList();
        var first = codes.getFirst().getValue();
        var place = entry(first).stream().findFirst().orElseGet(() -> at(first));
        var withheld = withheldBy(codes.stream().map(Map.Entry::getKey).toList());
        var row = row(withheld.isEmpty() ? "✓" : "~", rule, String.join(", ", clauses), place);
        return List.of(withheld.isEmpty() ? row : row + "  withholds " + withheld);
    }

    private String withheldBy(List<String> codes) {
        return explained.withheld().properties().stream()
                .filter(e -> codes.contains(e.getValue().asString()))
                .filter(e -> !e.getValue().asString().equals(ExplainedFields.OUTSIDE))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    /** The rules by the name of their folder, each with its codes. */
    private Map<String, List<Map.Entry<String, Ground>>> rules() {
        return catalog.reasons().entrySet().stream()
                .filter(e -> !folder(e.getValue()).equals("rules"))
                .collect(
                        Collectors.groupingBy(
                                e -> folder(e.getValue()),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    private static String folder(Ground ground) {
        return String.valueOf(Path.of(ground.rule()).resolveSibling("").getFileName());
    }

    private static String at(Ground ground) {
        return ground.rule() + ":" + ground.line();
    }

    /** Where the registry says what the rule looks at, and what it says; empty where nowhere. */
    private List<String> entry(Ground ground) {
        if (ground.entry() == null) {
            return List.of();
        }
        var path =
                "/"
                        + ground.entry()
                                .replace(
                                        "{consumer}",
                                        explained
                                                .request()
                                                .path("caller")
                                                .path("consumer")
                                                .asString())
                                .replace("{purpose}", explained.word("purpose"))
                                .replace("{channel}", explained.word("channel"));
        var value = catalogValue(path);
        var name = path.substring(path.lastIndexOf('/') + 1);
        return registries.places().find(path).stream()
                .map(place -> "registries/" + place + "  " + name + value)
                .toList();
    }

    private String catalogValue(String path) {
        var value = registries.registries().at(path);
        if (value.isMissingNode()) {
            return ": nothing";
        }
        var text = value.isString() ? value.asString() : value.toString().replace("\"", "");
        return text.length() > LONGEST ? "" : ": " + text + daysLeft(value.path("expires"));
    }

    private String daysLeft(JsonNode expires) {
        if (!expires.isString()) {
            return "";
        }
        var day = explained.request().path("context").path("day").asString();
        var days =
                ChronoUnit.DAYS.between(LocalDate.parse(day), LocalDate.parse(expires.asString()));
        return days < 0 ? ", ended " + -days + " days ago" : ", " + days + " days left";
    }

    private String intro() {
        if (explained.allowed()) {
            return "The answer:";
        }
        var count = explained.reasons().size();
        return count == 1
                ? "One rule refuses. Without it the answer would be:"
                : count + " reasons refuse. Without them the answer would be:";
    }

    private static String row(String mark, String name, String clause, String place) {
        return " %s %-26s %-25s %s".formatted(mark, name, clause, place);
    }

    /** Outward codes (design, section 7): states of a person are told to few. */
    private String seen() {
        if (explained.allowed()) {
            return "by token 200; by identifier 200.";
        }
        if (!explained.byState()) {
            return "by token and by identifier 403 " + problem(explained.beforePerson().first());
        }
        boolean told =
                explained.reasons().stream()
                        .map(catalog.reasons()::get)
                        .allMatch(ground -> ground != null && ground.told() == Told.TOKEN);
        var code = told ? explained.reasons().getFirst() : "subject_unavailable";
        return "by token 403 " + problem(code) + "; by identifier 404 " + problem("not_found");
    }

    private static String problem(String code) {
        return "/problems/" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
