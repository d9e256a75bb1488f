package io.menshen.intake;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.consent.Standing;
import io.menshen.decision.Decision;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.keys.IntegrityException;
import io.menshen.storage.StaleException;
import io.menshen.storage.Transactions;
import io.menshen.subject.Subject;
import io.menshen.subject.TakenException;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * From what a channel hands in to what is stored: decide, know the person, decide, write, record.
 */
final class Intakes implements Intake {
    private static final int TRIES = 5;

    /** The schema in which consents lie. */
    private static final String CONSENTS = "subject";

    private final Uses uses;
    private final Offers offers;
    private final Access access;
    private final People people;
    private final Changes changes;
    private final Fitting fitting;
    private final OtherConsents others;
    private final IntakeWriter writer;
    private final Records records;
    private final Refusals refusals;
    private final Alarms alarms;
    private final ShownNotices shown;

    Intakes(
            Uses uses,
            Offers offers,
            Access access,
            People people,
            Changes changes,
            Fitting fitting,
            OtherConsents others,
            IntakeWriter writer,
            Records records,
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
        this.writer = writer;
        this.records = records;
        this.refusals = refusals;
        this.alarms = alarms;
        this.shown = shown;
    }

    /** One intake in hand. */
    record InHand(Handed handed, Use use, Offer offer) {}

    @Override
    public Mono<Taken> take(Handed handed) {
        return Mono.defer(() -> begin(handed)).flatMap(this::decided);
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

    private Mono<Taken> decided(InHand in) {
        var question = in.use().question();
        var evidence = in.offer().evidence();
        return access.permitted(
                        in.use(), question.collecting(in.use().policy().catalog(), null, evidence))
                .then(Mono.defer(() -> people.mayLookUp(in.use(), in.offer())))
                .then(Mono.defer(() -> others.permitted(in)))
                .then(
                        Mono.defer(() -> attempt(in))
                                .retryWhen(Transactions.anew(TRIES, Intakes::lostARace)))
                .onErrorMap(
                        Intakes::lostARace, _ -> Refusal.of(Refusal.Kind.CONFLICT).toException());
    }

    private static boolean lostARace(Throwable failure) {
        return failure instanceof StaleException || failure instanceof TakenException;
    }

    private Mono<Taken> attempt(InHand in) {
        return people.known(in.use(), in.offer())
                .onErrorResume(IntegrityException.class, changed -> altered(in, changed))
                .flatMap(before -> decide(in, before));
    }

    private Mono<Subject> altered(InHand in, IntegrityException changed) {
        alarms.raise(in.use(), "subject", changed);
        return refusals.aboutSubject(in.use(), in.offer().by(), "", null, List.of("integrity"));
    }

    private Mono<Taken> decide(InHand in, Subject before) {
        var after = people.after(before, in.use(), in.offer());
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
                                    permitted(
                                            in,
                                            before,
                                            new Granted(in.use(), after, permit, Map.of()));
                            case Decision.Deny deny ->
                                    refused(in, before, deny.request(), deny.reasons());
                        });
    }

    /** Of somebody new there is nothing to keep back: all reasons concern what was handed in. */
    private Mono<Taken> refused(InHand in, Subject before, String request, List<String> reasons) {
        return before.version() == 0
                ? refusals.aboutCaller(in.use(), request, reasons)
                : refusals.aboutSubject(
                        in.use(), in.offer().by(), request, before.auditId(), reasons);
    }

    private Mono<Taken> permitted(InHand in, Subject before, Granted granted) {
        return changes.allowed(in, before, granted)
                .then(Mono.defer(() -> fitting.fits(in, before, granted)))
                .then(Mono.defer(() -> others.granted(in, before, granted.subject())))
                .flatMap(consents -> written(in, before, granted, consents));
    }

    private Mono<Taken> written(
            InHand in, Subject before, Granted granted, List<Granted> consents) {
        if (in.handed().dryRun()) {
            return recorded(granted, consents, List.of(), writer.valid(granted, in.offer()));
        }
        return writer.write(
                in, before, granted, (taken, stores) -> recorded(granted, consents, stores, taken));
    }

    /** All records go to the audit at once, to be durable by the same batch. */
    private Mono<Taken> recorded(
            Granted granted, List<Granted> consents, List<String> stores, Taken taken) {
        var kept = stores.isEmpty() ? stores : List.of(CONSENTS);
        return Mono.when(
                        records.permitted(granted, stores, List.of()),
                        others.recorded(consents, kept))
                .thenReturn(taken);
    }
}
