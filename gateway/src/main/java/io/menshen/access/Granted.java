package io.menshen.access;

import io.menshen.decision.Decision;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Refusal;
import io.menshen.subject.Subject;
import java.util.Map;
import reactor.core.publisher.Mono;

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

    /**
     * What was decided was decided about the person as they stood then: a hold that came since is
     * not passed over. Completes where nobody else was first.
     *
     * @param changed the person as they will stand, made from the version that was read last;
     *     whoever was erased before stays erased
     * @return a refusal {@code CONFLICT} where they were changed since the decision, or do not
     *     stand as was asked; nothing is done then
     */
    public Mono<Void> still(Subject changed, Lifecycle asked) {
        var erased = changed.isErased();
        var gone = erased && changed.keys() == null;
        var same = changed.version() == subject.version();
        var asAsked = changed.lifecycle() == asked || (erased && asked == Lifecycle.ERASED);
        return asAsked && (same || gone)
                ? Mono.empty()
                : Mono.error(() -> Refusal.of(Refusal.Kind.CONFLICT).toException());
    }

    /** Whether a field is withheld for a reason that concerns the caller alone. */
    boolean concernsCaller(String field) {
        var code = permit.withheld().get(field);
        return code != null && code.equals(aboutCaller.get(field));
    }
}
