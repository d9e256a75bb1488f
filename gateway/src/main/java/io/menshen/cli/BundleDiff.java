package io.menshen.cli;

import io.menshen.kernel.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What two policies decide differently of the same requests, and whether it shows more. */
final class BundleDiff {
    private static final String REFUSED = "refused";

    private final Engine before;
    private final Engine after;

    BundleDiff(Engine before, Engine after) {
        this.before = before;
        this.after = after;
    }

    /**
     * One difference.
     *
     * @param request its name
     * @param what the field, or empty for the whole
     * @param from a treatment, {@code refused} with its codes, or {@code withheld}
     * @param wider whether the later policy shows more, or something that cannot be compared
     */
    record Difference(String request, String what, String from, String to, boolean wider) {
        String line() {
            var mark = wider ? "WIDER " : "      ";
            var field = what.isEmpty() ? "" : "  " + what;
            return mark + request + field + "  " + from + " -> " + to;
        }
    }

    List<Difference> of(Map<String, ObjectNode> requests) {
        var found = new ArrayList<Difference>();
        requests.forEach((name, request) -> found.addAll(of(name, request)));
        return found;
    }

    private List<Difference> of(String name, ObjectNode request) {
        var old = before.decide(request);
        var now = after.decide(request);
        if (old.equals(now)) {
            return List.of();
        }
        if (!allowed(old) || !allowed(now)) {
            var wider = allowed(now);
            var whole = new Difference(name, "", whole(old), whole(now), wider);
            return whole.from().equals(whole.to()) ? List.of() : List.of(whole);
        }
        return fields(name, shown(old), shown(now));
    }

    private static List<Difference> fields(
            String name, SortedMap<String, String> old, SortedMap<String, String> now) {
        var all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        var found = new ArrayList<Difference>();
        for (var field : all) {
            var from = old.getOrDefault(field, Treatment.WITHHOLD.word());
            var to = now.getOrDefault(field, Treatment.WITHHOLD.word());
            if (!from.equals(to)) {
                found.add(new Difference(name, field, from, to, isWider(from, to)));
            }
        }
        return found;
    }

    /** What cannot be compared counts as wider. */
    private static boolean isWider(String from, String to) {
        // The same treatment by another shape: only a person can tell.
        if (treatment(from) == treatment(to)) {
            return true;
        }
        return treatment(from).atMost(treatment(to)) != treatment(to);
    }

    private static Treatment treatment(String shown) {
        var word = shown.replaceFirst(" .*", "");
        return Treatment.of(word).orElseThrow();
    }

    private static SortedMap<String, String> shown(ObjectNode decision) {
        var shown = new TreeMap<String, String>();
        for (var field : decision.path("plan").properties()) {
            var by = field.getValue().path("by").asString("");
            var word = field.getValue().path("treatment").asString("");
            shown.put(field.getKey(), by.isEmpty() ? word : word + " (" + by + ")");
        }
        return shown;
    }

    private static boolean allowed(JsonNode decision) {
        return decision.path("allow").asBoolean(false);
    }

    private static String whole(JsonNode decision) {
        if (allowed(decision)) {
            return "permitted";
        }
        var codes = new TreeSet<String>();
        decision.path("reasons").forEach(code -> codes.add(code.asString("")));
        return REFUSED + " " + String.join(" ", codes);
    }
}
