package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Field;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Operation;
import io.menshen.policy.PolicyEngine.Entrypoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each consumer, and each role of its staff, sees at the clearest: of an adult customer who
 * agreed to all, separate kinds included. Decided by the rules, not read from the registries.
 */
final class Matrix {
    private static final String NOBODY = "";

    private final Catalog catalog;
    private final Engine engine;
    private final String day;

    Matrix(Catalog catalog, Engine engine, String day) {
        this.catalog = catalog;
        this.engine = engine;
        this.day = day;
    }

    /**
     * One field as it is shown.
     *
     * @param role of the member of staff; empty where the consumer has none
     * @param field empty where the whole is refused
     * @param shown a treatment, or {@code refused}
     * @param reason why it is refused or withheld; empty where it is shown
     */
    record Cell(
            String consumer,
            String purpose,
            String operation,
            String role,
            String field,
            String shown,
            String reason) {}

    /** All cells, by consumer, purpose, role and field. */
    List<Cell> cells() {
        return catalog.consumers().entrySet().stream()
                .flatMap(consumer ->
                        consumer.getValue().purposes().stream()
                                .flatMap(purpose ->
                                        roles(consumer.getValue(), purpose)
                                                .flatMap(role ->
                                                        cells(consumer.getKey(), purpose, role)
                                                                .stream())))
                .toList();
    }

    private Stream<String> roles(Consumer consumer, String purpose) {
        if (consumer.staff() == Consumer.StaffClaim.NONE) {
            return Stream.of(NOBODY);
        }
        var own = catalog.purpose(purpose).map(Purpose::roles).orElse(List.of());
        return (own.isEmpty() ? catalog.staff().roles().keySet() : own).stream();
    }

    private List<Cell> cells(String consumer, String purpose, String role) {
        var operation = operation(purpose);
        var decision = engine.ask(Entrypoint.DECISION, request(consumer, purpose, role, operation));
        var cells = new ArrayList<Cell>();
        var of = new Cell(consumer, purpose, operation.word(), role, "", "refused", "");
        if (!decision.path("allow").asBoolean(false)) {
            var codes = decision.path("reasons").valueStream().map(r -> r.asString("")).toList();
            return List.of(shown(of, "", "refused", String.join(" ", codes)));
        }
        for (var planned : decision.path("plan").properties()) {
            var treatment = planned.getValue().path("treatment").asString("");
            cells.add(shown(of, planned.getKey(), treatment, ""));
        }
        for (var field : catalog.purpose(purpose).map(p -> p.fields().keySet()).orElseThrow()) {
            var reason = decision.path("withheld").path(field).asString("");
            if (!reason.isEmpty()) {
                cells.add(shown(of, field, "withhold", reason));
            }
        }
        return cells;
    }

    private static Cell shown(Cell of, String field, String how, String reason) {
        return new Cell(of.consumer(), of.purpose(), of.operation(), of.role(), field, how, reason);
    }

    /** Reading where the purpose reads; else the first thing that it does. */
    private Operation operation(String purpose) {
        var operations = catalog.purpose(purpose).map(Purpose::operations).orElseThrow();
        return Stream.of(Operation.values()).filter(operations::contains).findFirst().orElseThrow();
    }

    private ObjectNode request(String consumer, String purpose, String role, Operation operation) {
        var request = RequestJson.of(catalog, consumer, purpose, operation, day);
        var person = RequestJson.active();
        var separate = person.putArray("separate");
        catalog.fields().values().stream()
                .map(Field::kind)
                .flatMap(kind -> Optional.ofNullable(kind).stream())
                .distinct()
                .sorted()
                .forEach(kind -> separate.add(Objects.requireNonNull(kind)));
        request.set("subject", person);
        if (!role.equals(NOBODY)) {
            RequestJson.staff(request, role, "valid");
        }
        return request;
    }
}
