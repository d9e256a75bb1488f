package io.menshen.disclosure;

import io.menshen.access.Granted;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.decision.Decision;
import io.menshen.kernel.Treatment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/** From what is planned and what is wanted to what is shown. */
final class Answering {
    /** The person has no such value, or none that can be shown so. */
    static final String NO_VALUE = "no_value";

    private final Granted granted;
    private final Wanted wanted;
    private final Catalog catalog;
    private final Set<String> names;
    private final SequencedMap<String, Decision.Shown> planned;
    private final List<String> comparable;

    Answering(Granted granted, Wanted wanted) {
        this.granted = granted;
        this.wanted = wanted;
        this.catalog = granted.use().policy().catalog();
        this.names = wantedNames();
        this.planned = plannedFields();
        this.comparable = comparableFields();
    }

    /** Whether the policy shows none of the wanted fields and lets none be compared. */
    boolean nothingIsLeft() {
        var plan = granted.permit().plan();
        return !names.isEmpty()
                && names.stream().noneMatch(plan::containsKey)
                && comparable.isEmpty();
    }

    /** The stores that the planned fields lie in; others are not read. */
    Set<Field.Store> stores() {
        var stores = EnumSet.noneOf(Field.Store.class);
        comparable.forEach(name -> stores.add(field(name).store()));
        for (var name : planned.keySet()) {
            stores.add(field(name).store());
            var shown = Objects.requireNonNull(planned.get(name));
            Sight.needed(field(name), shown).forEach(needed -> stores.add(field(needed).store()));
        }
        return stores;
    }

    /** The wanted fields that the plan shows, each as clear as both allow. */
    private SequencedMap<String, Decision.Shown> plannedFields() {
        var visible = new LinkedHashMap<String, Decision.Shown>();
        for (var name : names) {
            var shown = granted.permit().plan().get(name);
            if (shown != null) {
                var lowered = lowered(name, shown);
                if (visible(lowered)) {
                    visible.put(name, lowered);
                }
            }
        }
        return visible;
    }

    /** The planned fields that are shown as tokens in the form of their values. */
    List<String> formatted() {
        var formatted = new ArrayList<String>();
        planned.forEach((name, how) -> {
            if (how.treatment() == Treatment.FORMAT_TOKEN) {
                formatted.add(name);
            }
        });
        return formatted;
    }

    /** What the caller does not get to see is neither read nor opened for them. */
    private static boolean visible(Decision.Shown shown) {
        return switch (shown.treatment()) {
            case CLEAR, GENERALIZE, MASK, MASK_STRICT, TOKENIZE, FORMAT_TOKEN -> true;
            case MATCH, WITHHOLD, CONNECTOR_ONLY -> false;
        };
    }

    /** The fields to compare that this caller may compare for this purpose. */
    List<String> comparable() {
        return comparable;
    }

    private List<String> comparableFields() {
        return wanted.match().keySet().stream()
                .filter(name -> planned(name) == Treatment.MATCH)
                .toList();
    }

    /** What is shown of the planned fields. */
    List<Shown> shown(Sight sight) {
        var shown = new ArrayList<Shown>();
        planned.forEach((name, how) -> {
            var field = field(name);
            var values = sight.values(name, field, how);
            if (!values.isEmpty()) {
                shown.add(new Shown(name, field, how.treatment(), values));
            }
        });
        return shown;
    }

    /** Why each other wanted field is not shown. */
    SequencedMap<String, String> withheld(List<Shown> shown) {
        var withheld = new LinkedHashMap<String, String>();
        names.forEach(name -> withheld.put(name, NO_VALUE));
        shown.forEach(one -> withheld.remove(one.name()));
        withheld.replaceAll((name, _) -> reason(name));
        wanted.match().keySet().stream()
                .filter(name -> !comparable.contains(name))
                .forEach(name -> withheld.put(name, "match_not_registered"));
        return withheld;
    }

    private String reason(String name) {
        var planned = granted.permit().plan().get(name);
        if (planned == null) {
            return granted.whyWithheld(name, wanted.by());
        }
        return switch (lowered(name, planned).treatment()) {
            case CONNECTOR_ONLY -> "connector_only";
            case MATCH -> "match_only";
            case WITHHOLD -> "at_most";
            default -> NO_VALUE;
        };
    }

    /**
     * As clear as both allow; withheld where the field has no form that unclear. What a purpose
     * shows in a shape of its own is never lowered to the field's mask, which may show what that
     * shape hides.
     */
    private Decision.Shown lowered(String name, Decision.Shown shown) {
        var ceiling = wanted.atMost().get(name);
        if (ceiling == null) {
            return shown;
        }
        var lower = shown.treatment().atMost(ceiling);
        if (lower == shown.treatment()) {
            return shown;
        }
        var beyond = shown.by() != null && lower == Treatment.MASK;
        var lowered = new Decision.Shown(beyond ? Treatment.MASK_STRICT : lower, null);
        return hasForm(field(name), lowered)
                ? lowered
                : new Decision.Shown(Treatment.WITHHOLD, null);
    }

    /** Whether there is a way to show the field so, whoever the person is. */
    private boolean hasForm(Field field, Decision.Shown shown) {
        var form =
                switch (shown.treatment()) {
                    case GENERALIZE -> field.generalize() != null;
                    case MASK, MASK_STRICT -> field.mask() != null;
                    default -> true;
                };
        return form
                && Sight.needed(field, shown).stream()
                        .allMatch(needed -> planned(needed) == Treatment.CLEAR);
    }

    private Treatment planned(String name) {
        var shown = granted.permit().plan().get(name);
        return shown == null ? Treatment.WITHHOLD : shown.treatment();
    }

    /** The fields that are wanted. */
    Set<String> names() {
        return names;
    }

    private Set<String> wantedNames() {
        if (wanted.fields() != null) {
            return wanted.fields();
        }
        return wanted.shows() ? new TreeSet<>(granted.use().purpose().fields().keySet()) : Set.of();
    }

    private Field field(String name) {
        return Objects.requireNonNull(catalog.fields().get(name), "planned fields are registered");
    }
}
