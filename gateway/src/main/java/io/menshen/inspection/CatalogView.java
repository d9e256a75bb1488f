package io.menshen.inspection;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Field;
import io.menshen.catalog.Label;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The catalogue as far as it is open to one caller: its purposes, their fields, its identifiers.
 */
final class CatalogView {
    private final Catalog catalog;
    private final Optional<Consumer> consumer;

    CatalogView(Catalog catalog, Caller caller) {
        this.catalog = catalog;
        this.consumer = catalog.consumer(caller.consumer());
    }

    /**
     * A field.
     *
     * @param purposes those of the caller that plan it
     */
    record FieldEntry(
            String name,
            Label label,
            String category,
            String sensitivity,
            String type,
            boolean several,
            List<String> purposes) {}

    /** A purpose, with how each of its fields is shown to the caller at the clearest. */
    record PurposeEntry(
            String name,
            Label label,
            String basis,
            int version,
            List<String> operations,
            String tokenScope,
            Map<String, String> fields) {}

    /** By what the caller may look a person up or compare, by purpose. */
    record IdentifierEntry(String purpose, List<String> resolveBy, List<String> match) {}

    List<FieldEntry> fields() {
        return catalog.fields().entrySet().stream()
                .map(entry -> field(entry.getKey(), entry.getValue()))
                .filter(entry -> !entry.purposes().isEmpty())
                .toList();
    }

    List<PurposeEntry> purposes() {
        return open().map(name -> catalog.purpose(name).map(p -> purpose(name, p)))
                .flatMap(Optional::stream)
                .toList();
    }

    List<IdentifierEntry> identifiers() {
        return open().map(this::identifiers)
                .filter(entry -> !entry.resolveBy().isEmpty() || !entry.match().isEmpty())
                .toList();
    }

    private Stream<String> open() {
        return consumer.map(Consumer::purposes).orElse(List.of()).stream();
    }

    private FieldEntry field(String name, Field field) {
        var purposes =
                open().filter(purpose -> catalog.planned(purpose, name).isPresent()).toList();
        return new FieldEntry(
                name,
                field.label(),
                field.category(),
                field.sensitivity().name(),
                field.type(),
                field.several(),
                purposes);
    }

    private static PurposeEntry purpose(String name, Purpose purpose) {
        var fields = new TreeMap<String, String>();
        purpose.fields().forEach((field, shown) -> fields.put(field, shown.treatment().word()));
        return new PurposeEntry(
                name,
                purpose.label(),
                purpose.basis().name().toLowerCase(Locale.ROOT),
                purpose.version(),
                purpose.operations().stream().map(Operation::word).sorted().toList(),
                purpose.tokenScope(),
                fields);
    }

    private IdentifierEntry identifiers(String purpose) {
        return new IdentifierEntry(
                purpose,
                consumer.map(c -> c.resolveBy(purpose)).orElse(List.of()),
                consumer.map(c -> c.match(purpose)).orElse(List.of()));
    }
}
