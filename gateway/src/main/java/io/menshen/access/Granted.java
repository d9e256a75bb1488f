package io.menshen.access;

import io.menshen.decision.Decision;
import io.menshen.subject.Subject;
import java.util.Map;

/**
 * A use that may go on.
 *
 * @param permit decided with the person's state
 * @param aboutCaller what is withheld from this caller whoever the person is
 */
public record Granted(
        Use use, Subject subject, Decision.Permit permit, Map<String, String> aboutCaller) {
    /**
     * Why a field is not in the plan, as the caller is told it: what concerns the caller in full,
     * of the person's state only what concerns consent (design, section 7).
     */
    public String whyWithheld(String field) {
        var code = permit.withheld().getOrDefault(field, "undecided");
        return concernsCaller(field) || Refusals.isToldByToken(use, code)
                ? code
                : "subject_unavailable";
    }

    /**
     * The same to a caller who named the person so: by an identifier nothing of the person's state
     * is told, consent included.
     */
    public String whyWithheld(String field, Reference by) {
        return by instanceof Reference.ByIdentifier && !concernsCaller(field)
                ? "subject_unavailable"
                : whyWithheld(field);
    }

    /** Whether a field is withheld for a reason that concerns the caller alone. */
    boolean concernsCaller(String field) {
        var code = permit.withheld().get(field);
        return code != null && code.equals(aboutCaller.get(field));
    }
}
