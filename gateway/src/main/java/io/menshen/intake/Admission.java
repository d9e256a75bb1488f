package io.menshen.intake;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Refusals;
import io.menshen.access.Uses;
import io.menshen.consent.Standing;
import io.menshen.decision.Decision;
import io.menshen.intake.Intake.Handed;
import io.menshen.intake.Intakes.InHand;
import io.menshen.kernel.Operation;
import io.menshen.keys.IntegrityException;
import io.menshen.subject.Subject;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** From what a channel hands in to what may be written: decide, know the person, decide. */
final class Admission {
    private final Uses uses;
    private final Offers offers;
    private final Access access;
    private final People people;
    private final Changes changes;
    private final Fitting fitting;
    private final OtherConsents others;
    private final Refusals refusals;
    private final Alarms alarms;
    private final ShownNotices shown;

    Admission(
            Uses uses,
            Offers offers,
            Access access,
            People people,
            Changes changes,
            Fitting fitting,
            OtherConsents others,
            Refusals refusals,
            Alarms alarms,
            ShownNotices shown) {
        this.uses = uses;
        this.offers = offers;
        this.access = access;
        this.people = people;
        this.changes = changes;
        this.fitting = fitting;
        this.others = others;
        this.refusals = refusals;
        this.alarms = alarms;
        this.shown = shown;
    }

    /**
     * What may be written of one intake.
     *
     * @param before the person as they were read; of version 0 where they are new
     * @param consents to other purposes, granted each by itself
     */
    record Admitted(InHand in, Subject before, Granted granted, List<Granted> consents) {}

    /** What does not depend on the person: words, faults, whether the caller may. */
    Mono<InHand> begun(Handed handed) {
        return Mono.defer(() -> begin(handed)).flatMap(in -> permitted(in).thenReturn(in));
    }

    private Mono<InHand> begin(Handed handed) {
        var request = handed.request();
        var use =
                uses.begin(
                        handed.caller(),
                        request.purpose(),
                        Operation.COLLECT,
                        request.channel(),
                        handed.decisionId(),
                        handed.traceId());
        var offer = offers.read(use, request);
        return Mono.just(new InHand(handed, use, shown.held(use, request, offer)));
    }

    private Mono<Void> permitted(InHand in) {
        var question = in.use().question();
        var evidence = in.offer().evidence();
        return access.permitted(
                        in.use(), question.collecting(in.use().policy().catalog(), null, evidence))
                .then(Mono.defer(() -> people.mayLookUp(in.use(), in.offer())))
                .then(Mono.defer(() -> others.permitted(in)));
    }

    /** What depends on the person, as they stand now. */
    Mono<Admitted> admitted(InHand in) {
        return people.known(in.use(), in.offer())
                .onErrorResume(IntegrityException.class, changed -> altered(in, changed))
                .flatMap(before -> decide(in, before));
    }

    private Mono<Subject> altered(InHand in, IntegrityException changed) {
        alarms.raise(in.use(), "subject", changed);
        return refusals.aboutSubject(in.use(), in.offer().by(), "", null, List.of("integrity"));
    }

    private Mono<Admitted> decide(InHand in, Subject before) {
        var after = people.after(before, in.use(), Unproven.counting(in, before));
        var catalog = in.use().policy().catalog();
        var question = in.use().question();
        var decided = Ages.younger(before, after, question.day());
        var state =
                Standing.of(
                        decided, catalog, in.use().purpose(), question.purpose(), question.day());
        return access.decide(
                        in.use(),
                        question.collecting(catalog, state, in.offer().evidence(state.consent())))
                .flatMap(decision ->
                        switch (decision) {
                            case Decision.Permit permit ->
                                    fits(
                                            in,
                                            before,
                                            new Granted(in.use(), after, permit, Map.of()));
                            case Decision.Deny deny ->
                                    refused(in, before, deny.request(), deny.reasons());
                        });
    }

    /** Of somebody new there is nothing to keep back: all reasons concern what was handed in. */
    private Mono<Admitted> refused(
            InHand in, Subject before, String request, List<String> reasons) {
        return before.version() == 0
                ? refusals.aboutCaller(in.use(), request, reasons)
                : refusals.aboutSubject(
                        in.use(), in.offer().by(), request, before.auditId(), reasons);
    }

    private Mono<Admitted> fits(InHand in, Subject before, Granted granted) {
        return changes.allowed(in, before, granted)
                .then(Mono.defer(() -> fitting.fits(in, before, granted)))
                .then(Mono.defer(() -> others.granted(in, before, granted.subject())))
                .map(consents -> new Admitted(in, before, granted, consents));
    }
}
