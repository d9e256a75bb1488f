package io.menshen.decision;

import java.util.HashMap;
import java.util.Set;

/**
 * What no engine can lift (design, section 4): fields that are never disclosed, whatever the plan
 * says.
 *
 * @param neverDisclosed fields of the signed floor
 */
public record Floor(Set<String> neverDisclosed) {
    private static final String CODE = "never_disclosed";

    /** A floor that keeps its own copy. */
    public Floor {
        neverDisclosed = Set.copyOf(neverDisclosed);
    }

    /**
     * The decision with the floor's fields taken out of the plan; a plan that held nothing else is
     * a denial.
     */
    Decision applyTo(Decision decision) {
        return switch (decision) {
            case Decision.Deny deny -> deny;
            case Decision.Permit permit -> lowered(permit);
        };
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
                ? new Decision.Deny(
                        permit.revision(), permit.requestHash(), java.util.List.of(CODE))
                : new Decision.Permit(permit.revision(), permit.requestHash(), plan, withheld);
    }
}
