package io.menshen.decision;

import io.menshen.catalog.Catalog;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What no engine can lift (design, section 4): fields that are never disclosed, and purposes that
 * use data in a forbidden manner such as sale, whatever an engine says.
 *
 * @param neverDisclosed fields of the signed floor
 * @param forbiddenPurposes purposes of whose manners the signed floor forbids one (4.1.4-e)
 */
public record Floor(Set<String> neverDisclosed, Set<String> forbiddenPurposes) {
    private static final String CODE = "never_disclosed";
    private static final String FORBIDDEN = "sale_forbidden";

    /** A floor that keeps its own copies. */
    public Floor {
        neverDisclosed = Set.copyOf(neverDisclosed);
        forbiddenPurposes = Set.copyOf(forbiddenPurposes);
    }

    /** The floor of a policy's registries. */
    static Floor of(Catalog catalog) {
        var floor = catalog.floor();
        var forbidden =
                catalog.purposes().entrySet().stream()
                        .filter(entry ->
                                !Collections.disjoint(
                                        entry.getValue().manner(), floor.forbiddenManners()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
        return new Floor(floor.neverDisclosed(), forbidden);
    }

    /**
     * The decision with the floor's fields taken out of the plan; a plan that held nothing else is
     * a denial, as is every use under a forbidden purpose.
     */
    Decision applyTo(String purpose, Decision decision) {
        return switch (decision) {
            case Decision.Deny deny -> deny;
            case Decision.Permit permit when forbiddenPurposes.contains(purpose) ->
                    new Decision.Deny(permit.revision(), permit.request(), List.of(FORBIDDEN));
            case Decision.Permit permit -> lowered(permit);
        };
    }

    /** The explanation of the same. */
    Explanation applyTo(String purpose, Explanation explanation) {
        var reasons = new TreeSet<>(explanation.reasons());
        if (forbiddenPurposes.contains(purpose)) {
            reasons.add(FORBIDDEN);
        }
        var plan = new HashMap<>(explanation.plan());
        var withheld = new HashMap<>(explanation.withheld());
        explanation.plan().keySet().stream()
                .filter(neverDisclosed::contains)
                .forEach(field -> withheld.put(field, CODE));
        plan.keySet().removeAll(neverDisclosed);
        return new Explanation(List.copyOf(reasons), plan, withheld);
    }

    private Decision lowered(Decision.Permit permit) {
        if (permit.plan().keySet().stream().noneMatch(neverDisclosed::contains)) {
            return permit;
        }
        var plan = new HashMap<>(permit.plan());
        var withheld = new HashMap<>(permit.withheld());
        plan.keySet().removeAll(neverDisclosed);
        permit.plan().keySet().stream()
                .filter(neverDisclosed::contains)
                .forEach(field -> withheld.put(field, CODE));
        return plan.isEmpty()
                ? new Decision.Deny(permit.revision(), permit.request(), List.of(CODE))
                : new Decision.Permit(
                        permit.revision(),
                        permit.request(),
                        Canonical.planHash(plan),
                        plan,
                        withheld);
    }
}
