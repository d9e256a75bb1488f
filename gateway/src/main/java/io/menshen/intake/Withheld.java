package io.menshen.intake;

import io.menshen.access.Granted;
import io.menshen.decision.Decision;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.subject.Subject;
import io.menshen.vault.NewValues;
import java.util.List;

/** What is offered and may not be taken in. */
final class Withheld {
    private static final String UNDECIDED = "undecided";

    private Withheld() {}

    /**
     * A field that the policy withholds from the purpose is not taken in for it either. Why, is
     * told of somebody new in full, of a known person as of any.
     */
    static List<Fault> faults(Offer offer, Subject before, Granted granted) {
        var withheld = granted.permit().withheld();
        var offered = offer.values().stream().map(NewValues::name).toList();
        return names(offered, granted.permit()).stream()
                .map(name ->
                        before.version() == 0
                                ? fault(name, withheld.getOrDefault(name, UNDECIDED))
                                : fault(name, granted.whyWithheld(name)))
                .toList();
    }

    /** Only what the plan names is taken in, whether or not it is said to be withheld. */
    static List<String> names(List<String> offered, Decision.Permit permit) {
        return offered.stream().filter(name -> !permit.plan().containsKey(name)).toList();
    }

    private static Fault fault(String field, String code) {
        var detail = "The policy does not let this field be taken in as things stand.";
        return new Fault("/fields/" + field, code, detail);
    }
}
