package io.menshen.intake;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.catalog.Ground;
import io.menshen.consent.Standing;
import io.menshen.decision.Decision;
import io.menshen.decision.Question;
import io.menshen.intake.Intakes.InHand;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectState;
import io.menshen.subject.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The consents of an intake to purposes other than its own: each is a use of its own, decided and
 * recorded by itself (T/CCAGM 002 4.1.3-b, -c). One that is refused refuses the intake.
 */
final class OtherConsents {
    private static final String UNAVAILABLE = "subject_unavailable";

    private final Access access;
    private final Records records;
    private final Refusals refusals;

    OtherConsents(Access access, Records records, Refusals refusals) {
        this.access = access;
        this.records = records;
        this.refusals = refusals;
    }

    private record Decided(Use use, Consented consent, Decision decision) {}

    private record Denied(Use use, Consented consent, Decision.Deny deny) {}

    /** Completes where the caller may bring each of them, whoever the person is. */
    Mono<Void> permitted(InHand in) {
        return each(in, null)
                .collectList()
                .flatMap(all -> refused(all, null, UnaryOperator.identity()));
    }

    /**
     * What is granted of them.
     *
     * @param after the person as the intake leaves them
     * @return a refusal with the reasons of each that is refused, by its place; of a known person
     *     only those of consent are told, and none where the person was looked up
     */
    Mono<List<Granted>> granted(InHand in, Subject before, Subject after) {
        return each(in, Ages.younger(before, after, in.use().question().day()))
                .collectList()
                .flatMap(all ->
                        refused(all, before, code -> told(in, before, code))
                                .thenReturn(granted(all, after)));
    }

    /** Records those that are granted; durable when it completes. */
    Mono<Void> recorded(List<Granted> granted, List<String> stores) {
        return Mono.when(
                granted.stream().map(one -> records.permitted(one, stores, List.of())).toList());
    }

    private Flux<Decided> each(InHand in, @Nullable Subject after) {
        return Flux.fromStream(() -> others(in)).concatMap(consent -> decided(in, consent, after));
    }

    /** The intake's own purpose is decided with what it takes in. */
    private static Stream<Consented> others(InHand in) {
        var own = in.use().question().purpose();
        return in.offer().consents().stream().filter(consent -> !consent.purpose().equals(own));
    }

    private Mono<Decided> decided(InHand in, Consented consent, @Nullable Subject after) {
        var use = use(in.use(), consent);
        var catalog = use.policy().catalog();
        var evidence = in.offer().evidence(consent);
        var request = use.question().collecting(catalog, state(use, after), evidence);
        return access.decide(use, request).map(decision -> new Decided(use, consent, decision));
    }

    private static @Nullable SubjectState state(Use use, @Nullable Subject after) {
        var question = use.question();
        return after == null
                ? null
                : Standing.of(
                        after,
                        use.policy().catalog(),
                        use.purpose(),
                        question.purpose(),
                        question.day());
    }

    private static Use use(Use of, Consented consent) {
        var question = of.question();
        var purpose = of.policy().catalog().purposes().get(consent.purpose());
        return new Use(
                of.policy(),
                new Question(
                        of.caller(),
                        consent.purpose(),
                        Operation.CONSENT,
                        question.channel(),
                        question.day()),
                Objects.requireNonNull(purpose, "consents name registered purposes"),
                of.decisionId(),
                of.traceId());
    }

    private static List<Granted> granted(List<Decided> all, Subject after) {
        return all.stream().flatMap(decided -> granted(decided, after).stream()).toList();
    }

    private static List<Granted> granted(Decided decided, Subject after) {
        return decided.decision() instanceof Decision.Permit permit
                ? List.of(new Granted(decided.use(), after, permit, Map.of()))
                : List.of();
    }

    /** Each refusal is in the audit before all are told. */
    private Mono<Void> refused(
            List<Decided> all, @Nullable Subject before, UnaryOperator<String> told) {
        var denied = all.stream().flatMap(OtherConsents::denied).toList();
        if (denied.isEmpty()) {
            return Mono.empty();
        }
        var refusal = refusal(denied, told);
        var auditId = before == null || before.version() == 0 ? null : before.auditId();
        return Flux.fromIterable(denied)
                .concatMap(one ->
                        refusals.<Void>told(
                                        one.use(),
                                        one.deny().request(),
                                        auditId,
                                        one.deny().reasons(),
                                        refusal)
                                .onErrorComplete(error -> isThat(error, refusal)))
                .then(Mono.error(refusal::toException));
    }

    private static boolean isThat(Throwable error, Refusal refusal) {
        return error instanceof RefusedException refused && refused.refusal().equals(refusal);
    }

    private static Stream<Denied> denied(Decided decided) {
        return decided.decision() instanceof Decision.Deny deny
                ? Stream.of(new Denied(decided.use(), decided.consent(), deny))
                : Stream.empty();
    }

    private static Refusal refusal(List<Denied> denied, UnaryOperator<String> told) {
        var catalog = denied.getFirst().use().policy().catalog();
        var faults = denied.stream().flatMap(one -> faults(one, told)).toList();
        var reasons = faults.stream().map(Fault::code).distinct().map(catalog::reason).toList();
        return reasons.stream().map(Reason::code).allMatch(UNAVAILABLE::equals)
                ? new Refusal(Refusal.Kind.SUBJECT_UNAVAILABLE, List.of(), faults, 0)
                : new Refusal(Refusal.Kind.DENIED, reasons, faults, 0);
    }

    private static Stream<Fault> faults(Denied denied, UnaryOperator<String> told) {
        var detail = "The policy does not let this consent be taken as things stand.";
        return denied.deny().reasons().stream()
                .map(told)
                .distinct()
                .map(code -> new Fault(denied.consent().pointer(), code, detail));
    }

    /** Of somebody new all reasons concern what was handed in. */
    private static String told(InHand in, Subject before, String code) {
        if (before.version() == 0) {
            return code;
        }
        var ground = in.use().policy().catalog().reasons().get(code);
        var byToken = !(in.offer().by() instanceof Reference.ByIdentifier);
        return byToken && ground != null && ground.told() == Ground.Told.TOKEN ? code : UNAVAILABLE;
    }
}
