package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Consumer.StaffClaim;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decision requests made from the registries: every consumer, each of its purposes and one foreign
 * one, in every state of a person that a rule looks at; and every further operation of its purposes
 * on a person who agreed to all.
 */
final class GoldenCases {
    /** The day of all cases, between the dates at which agreements of the registries end. */
    static final String DAY = "2026-11-24";

    private static final Map<String, List<String>> STATES =
            Map.ofEntries(
                    state("granted"),
                    state("granted without separate consent", "separate="),
                    state("never consented", "consent=missing", "separate="),
                    state("stale", "consent=stale"),
                    state("withdrawn", "consent=withdrawn"),
                    state("frozen", "lifecycle=frozen"),
                    state("erased", "lifecycle=erased"),
                    state("child without guardian", "age=child"),
                    state(
                            "child with guardian",
                            "age=child",
                            "guardian=consented",
                            "separate=guardian"),
                    state("unknown age", "age=unknown"),
                    state("restricted", "restrictions=processing"));
    private static final List<String> AGREED =
            List.of("separate=address+identity_document+property");

    private final Catalog catalog;

    GoldenCases(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The requests by title, sorted. */
    SortedMap<String, ObjectNode> requests() {
        var cases = new TreeMap<String, ObjectNode>();
        catalog.consumers()
                .forEach((name, consumer) -> {
                    var purposes = new LinkedHashSet<>(consumer.purposes());
                    purposes.add(foreign(consumer));
                    purposes.forEach(
                            p -> catalog.purpose(p).ifPresent(x -> add(cases, name, p, x)));
                });
        return cases;
    }

    private void add(
            Map<String, ObjectNode> cases, String name, String purpose, Purpose registered) {
        var consumer = catalog.consumer(name).orElseThrow();
        var operations = registered.operations().stream().sorted().toList();
        var first = operations.getFirst();
        var title = name + " · " + purpose + " · ";
        cases.put(title + "unknown person", request(name, consumer, purpose, first, null));
        STATES.forEach((state, changes) ->
                cases.put(title + state, request(name, consumer, purpose, first, person(changes))));
        if (consumer.purposes().contains(purpose)) {
            for (var operation : operations.subList(1, operations.size())) {
                var asked = request(name, consumer, purpose, operation, person(List.of()));
                cases.put(title + "granted · " + operation.word(), asked);
            }
        }
    }

    private static ObjectNode person(List<String> changes) {
        var person = RequestJson.active();
        AGREED.forEach(change -> RequestJson.change(person, change));
        changes.forEach(change -> RequestJson.change(person, change));
        return person;
    }

    private ObjectNode request(
            String name,
            Consumer consumer,
            String purpose,
            Operation operation,
            @Nullable ObjectNode person) {
        var request = RequestJson.of(catalog, name, purpose, operation, DAY);
        request.set("subject", person);
        if (consumer.staff() == StaffClaim.REQUIRED) {
            var roles = catalog.purpose(purpose).map(Purpose::roles).orElse(List.of());
            var role = roles.isEmpty() ? anyRole() : roles.getFirst();
            RequestJson.staff(request, role, "valid");
        }
        return request;
    }

    private String anyRole() {
        return catalog.staff().roles().keySet().iterator().next();
    }

    private String foreign(Consumer consumer) {
        return catalog.purposes().keySet().stream()
                .filter(p -> !consumer.purposes().contains(p))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private static Map.Entry<String, List<String>> state(String title, String... changes) {
        return Map.entry(title, List.of(changes));
    }
}
