package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.source.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The fields of an explained answer, each with how it is shown or why it is withheld. */
record ExplainedFields(Catalog catalog, Places places, Explained explained) {
    static final String OUTSIDE = "field_outside_purpose";

    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var field : sorted(explained.plan())) {
            lines.add(field(field.getKey(), shown(field.getValue()), place(field.getKey())));
        }
        int outside = 0;
        for (var field : sorted(explained.withheld())) {
            var code = field.getValue().asString();
            if (code.equals(OUTSIDE)) {
                outside++;
            } else {
                var clause = catalog.reason(code).clause();
                var withheld = usual(field.getKey()) + "withheld " + code + " (" + clause + ")";
                lines.add(field(field.getKey(), withheld, place(field.getKey())));
            }
        }
        if (lines.isEmpty()) {
            lines.add("   no field");
        }
        lines.add("   " + outside + " other fields lie outside the purpose (4.1.1)");
        return lines;
    }

    /** In the order of the purpose. */
    private List<Map.Entry<String, JsonNode>> sorted(JsonNode fields) {
        var order = new ArrayList<>(catalog.fields().keySet());
        catalog.purpose(explained.word("purpose"))
                .ifPresent(purpose -> order.addAll(0, purpose.fields().keySet()));
        return fields.properties().stream()
                .sorted(Comparator.comparingInt(field -> order.indexOf(field.getKey())))
                .toList();
    }

    /** How the purpose would show it. */
    private String usual(String field) {
        return catalog.planned(explained.word("purpose"), field)
                .map(planned -> planned.treatment().word() + ", ")
                .orElse("");
    }

    private static String shown(JsonNode shown) {
        var by = shown.path("by").asString("");
        return shown.path("treatment").asString() + (by.isEmpty() ? "" : " (" + by + ")");
    }

    private String place(String field) {
        return places.find("/purposes/" + explained.word("purpose") + "/fields/" + field)
                .map(place -> "registries/" + place)
                .orElse("");
    }

    private static String field(String name, String shown, String place) {
        return "   %-20s %-56s %s".formatted(name, shown, place).stripTrailing();
    }
}
