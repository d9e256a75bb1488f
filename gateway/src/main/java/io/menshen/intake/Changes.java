package io.menshen.intake;

import io.menshen.access.Granted;
import io.menshen.access.Refusals;
import io.menshen.intake.Intakes.InHand;
import io.menshen.kernel.Refusal;
import io.menshen.subject.Subject;
import java.util.List;
import reactor.core.publisher.Mono;

/** What an intake may not change of a known person without their being verified. */
final class Changes {
    private static final String DESK = "desk";
    private static final List<String> AGE_RAISED = List.of("age_raised");
    private static final List<String> WITHDRAWN = List.of("consent_withdrawn");
    private static final List<String> IDENTIFIER_MOVED = List.of("identifier_moved");

    private final Bindings bindings;
    private final Refusals refusals;

    Changes(Bindings bindings, Refusals refusals) {
        this.bindings = bindings;
        this.refusals = refusals;
    }

    /**
     * Completes where nothing is changed that takes verification.
     *
     * @param granted after the policy permitted, so that it tells nothing of whom it keeps back
     * @return a refusal, recorded: as of the person's state where they would be older, or an import
     *     without evidence would take a withdrawal back; {@code CONFLICT} where they would be known
     *     by another identifier
     */
    Mono<Void> allowed(InHand in, Subject before, Granted granted) {
        var use = in.use();
        var request = granted.permit().request();
        var offer = in.offer();
        var raised = Ages.isRaised(before, granted.subject(), use.question().day());
        if (raised && !offer.verification().equals(DESK)) {
            return refusals.aboutSubject(use, offer.by(), request, before.auditId(), AGE_RAISED);
        }
        if (Unproven.overturns(in, before)) {
            return refusals.aboutSubject(use, offer.by(), request, before.auditId(), WITHDRAWN);
        }
        return bindings.isMoved(offer, use.caller().consumer(), before)
                .filter(moved -> moved)
                .flatMap(_ ->
                        refusals.told(
                                use,
                                request,
                                before.auditId(),
                                IDENTIFIER_MOVED,
                                Refusal.of(Refusal.Kind.CONFLICT)));
    }
}
