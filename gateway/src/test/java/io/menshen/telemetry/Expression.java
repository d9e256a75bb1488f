package io.menshen.telemetry;

import io.menshen.kernel.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names in an expression of PromQL, held against the metrics. */
public record Expression(String text) {
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\"");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|without|on)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b");

    /** What scraping adds, and where a histogram's bucket ends. */
    private static final Set<String> ADDED = Set.of("instance", "job", "le");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "without", "on");

    /** The names of series. */
    public Set<String> series() {
        var bare =
                GROUPED.matcher(text.replaceAll("\\{[^}]*}", "").replaceAll("\\[[^]]*]", ""))
                        .replaceAll("");
        var names = new TreeSet<String>();
        NAME.matcher(bare.replaceAll("\\b[a-z_]+\\s*(?=\\()", ""))
                .results()
                .map(found -> found.group())
                .filter(name -> !WORDS.contains(name))
                .forEach(names::add);
        return names;
    }

    /** What in it is no metric, no tag, or no value of a tag; empty where all is well. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        series().stream()
                .filter(name -> !name.equals("up") && metric(name).isEmpty())
                .forEach(faults::add);
        var selected = SELECTOR.matcher(text);
        while (selected.find()) {
            metric(selected.group(1))
                    .ifPresent(metric -> faults.addAll(faults(metric, selected.group(2))));
        }
        var grouped = GROUPED.matcher(text);
        while (grouped.find()) {
            Arrays.stream(grouped.group(1).split(","))
                    .map(String::strip)
                    .filter(label -> !isKnown(label))
                    .forEach(faults::add);
        }
        return faults;
    }

    private boolean isKnown(String label) {
        return ADDED.contains(label)
                || series().stream()
                        .flatMap(name -> metric(name).stream())
                        .anyMatch(metric -> has(metric, label));
    }

    private static boolean has(Metric metric, String label) {
        return metric.tags().stream().anyMatch(tag -> tag.name().equals(label));
    }

    private static List<String> faults(Metric metric, String matchers) {
        return MATCHER.matcher(matchers)
                .results()
                .filter(found -> !fits(metric, found.group(1), found.group(3)))
                .map(found -> metric.id() + " " + found.group())
                .toList();
    }

    private static boolean fits(Metric metric, String label, String values) {
        return ADDED.contains(label)
                || metric.tags().stream()
                        .filter(tag -> tag.name().equals(label))
                        .anyMatch(tag -> Arrays.stream(values.split("\\|")).allMatch(tag::allows));
    }

    private static Optional<Metric> metric(String series) {
        return Arrays.stream(Metric.values())
                .filter(metric -> Exposed.series(metric).contains(series))
                .findFirst();
    }
}
