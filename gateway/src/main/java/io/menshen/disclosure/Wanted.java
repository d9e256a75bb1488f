package io.menshen.disclosure;

import io.menshen.access.Reference;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.Treatment;
import io.menshen.masking.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * A request in words of the registries.
 *
 * @param fields the fields wanted; null for all that the purpose plans
 * @param match values to compare, in the one spelling of their type
 * @param atMost ceilings by field
 */
record Wanted(
        Reference by,
        @Nullable SequencedSet<String> fields,
        SequencedMap<String, Personal<String>> match,
        Map<String, Treatment> atMost) {

    /**
     * Reads a request.
     *
     * @throws io.menshen.kernel.RefusedException with all faults at once, by their places
     */
    static Wanted of(DisclosureRequest request, Catalog catalog) {
        var by = Uses.reference(catalog, request.subject());
        var faults = new ArrayList<Fault>();
        var fields = fields(request, catalog, faults);
        var match = match(request, catalog, faults);
        var atMost = atMost(request, catalog, faults);
        if (!faults.isEmpty()) {
            var words = faults.stream().allMatch(fault -> fault.code().equals("unknown_word"));
            var kind = words ? Refusal.Kind.UNKNOWN_WORD : Refusal.Kind.INVALID;
            throw new Refusal(kind, List.of(), faults, 0).toException();
        }
        return new Wanted(by, fields, match, atMost);
    }

    /** Whether fields are to be shown, rather than compared only. */
    boolean shows() {
        return fields == null ? match.isEmpty() : !fields.isEmpty();
    }

    private static @Nullable SequencedSet<String> fields(
            DisclosureRequest request, Catalog catalog, List<Fault> faults) {
        if (request.fields() == null) {
            return null;
        }
        var fields = new LinkedHashSet<String>();
        for (var i = 0; i < request.fields().size(); i++) {
            var name = request.fields().get(i);
            if (name == null || catalog.field(name).isEmpty()) {
                faults.add(unknown("/fields/" + i));
            } else {
                fields.add(name);
            }
        }
        return fields;
    }

    private static SequencedMap<String, Personal<String>> match(
            DisclosureRequest request, Catalog catalog, List<Fault> faults) {
        var match = new LinkedHashMap<String, Personal<String>>();
        if (request.match() != null) {
            request.match()
                    .forEach((name, value) ->
                            catalog.field(name)
                                    .ifPresentOrElse(
                                            field ->
                                                    spelled(name, field, value, faults)
                                                            .ifPresent(one -> match.put(name, one)),
                                            () -> faults.add(unknown("/match"))));
        }
        return match;
    }

    private static Optional<Personal<String>> spelled(
            String name, Field field, @Nullable Personal<String> value, List<Fault> faults) {
        var spelled =
                Optional.ofNullable(value)
                        .flatMap(given -> FieldType.of(field.type()).normalise(given));
        if (spelled.isEmpty()) {
            var needed = "Needed: a value of type " + field.type() + ".";
            faults.add(new Fault("/match/" + name, "type", needed));
        }
        return spelled;
    }

    private static Map<String, Treatment> atMost(
            DisclosureRequest request, Catalog catalog, List<Fault> faults) {
        var atMost = new LinkedHashMap<String, Treatment>();
        var asked = request.atMost() == null ? Map.<String, String>of() : request.atMost();
        for (var wish : asked.entrySet()) {
            var treatment = Treatment.of(wish.getValue()).filter(Treatment::comparable);
            if (catalog.field(wish.getKey()).isEmpty()) {
                faults.add(unknown("/at_most"));
            } else if (treatment.isEmpty()) {
                faults.add(treatment("/at_most/" + wish.getKey()));
            } else {
                atMost.put(wish.getKey(), treatment.get());
            }
        }
        return atMost;
    }

    private static Fault unknown(String pointer) {
        return new Fault(pointer, "unknown_word", "Needed: a field of the catalogue.");
    }

    private static Fault treatment(String pointer) {
        var allowed = "Allowed: clear, generalize, mask, mask_strict, match, withhold.";
        return new Fault(pointer, "word", allowed);
    }
}
