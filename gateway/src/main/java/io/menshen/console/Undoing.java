package io.menshen.console;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.consent.Links.Link;
import io.menshen.consent.Restorations;
import io.menshen.consent.Standing;
import io.menshen.consent.Withdrawals;
import io.menshen.decision.Decision;
import io.menshen.decision.DecisionRequest;
import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.decision.DecisionRequest.Evidence;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.subject.ConsentState.Entry;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.web.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Takes a withdrawal by mistake back: a consent of its own, decided and recorded as one. */
final class Undoing {
    private static final Evidence SHOWN =
            new Evidence("current", "none", Consents.SEPARATE, Collections.emptySortedSet());

    private final Uses uses;
    private final Access access;
    private final Subjects subjects;
    private final Restorations restorations;
    private final Records records;
    private final Refusals refusals;
    private final Duration longest;
    private final Clock clock;

    Undoing(
            Uses uses,
            Access access,
            Subjects subjects,
            Restorations restorations,
            Records records,
            Refusals refusals,
            Duration longest,
            Clock clock) {
        this.uses = uses;
        this.access = access;
        this.subjects = subjects;
        this.restorations = restorations;
        this.records = records;
        this.refusals = refusals;
        this.longest = longest;
        this.clock = clock;
    }

    /** How long after a withdrawal it can be taken back. */
    Duration longest() {
        return longest;
    }

    /**
     * Lets a consent stand again that was just withdrawn.
     *
     * @return false where it is too late, something was said since, or the policy no longer takes
     *     the consent
     */
    Mono<Boolean> undo(Link link, Undo undo, String traceId) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isAfter(undo.withdrawn().plus(longest))) {
            return Mono.just(false);
        }
        return Mono.fromSupplier(() ->
                        uses.begin(
                                Choices.pages(uses),
                                undo.purpose(),
                                Operation.CONSENT,
                                null,
                                Trace.newDecision(),
                                traceId))
                .filter(use -> use.noticeVersion() == undo.before().notice())
                .delayUntil(this::permitted)
                .flatMap(use ->
                        subjects.find(link.subject())
                                .filter(subject -> isStill(use, subject, undo))
                                .flatMap(subject -> again(use, subject, undo, now)))
                .defaultIfEmpty(false);
    }

    /** Whoever the person is: once the journal was replayed, and within the cap. */
    private Mono<Decision.Permit> permitted(Use use) {
        return access.permitted(
                use, use.question().collecting(use.policy().catalog(), null, SHOWN));
    }

    private static boolean isStill(Use use, Subject subject, Undo undo) {
        return Restorations.isThat(subject, use.counts(), undo.withdrawn());
    }

    private Mono<Boolean> again(Use use, Subject subject, Undo undo, Instant now) {
        var before = undo.before();
        var counts = use.counts();
        var at = Withdrawals.after(subject, counts, now);
        var entry =
                new Entry(
                        before.act(),
                        before.notice(),
                        at,
                        use.caller().consumer(),
                        before.separate());
        var after = subject.consenting(subject.consents().with(counts, entry));
        return access.decide(use, request(use, after))
                .flatMap(decision ->
                        switch (decision) {
                            case Decision.Permit permit ->
                                    restored(
                                            new Granted(use, after, permit, Map.of()),
                                            undo.withdrawn(),
                                            entry);
                            case Decision.Deny deny -> refused(use, subject, deny);
                        });
    }

    private static DecisionRequest request(Use use, Subject after) {
        var question = use.question();
        var catalog = use.policy().catalog();
        var state = Standing.of(after, catalog, use.purpose(), question.purpose(), question.day());
        return question.collecting(catalog, state, SHOWN);
    }

    private Mono<Boolean> restored(Granted granted, Instant withdrawn, Entry entry) {
        var counts = granted.use().counts();
        return restorations
                .restore(
                        granted.subject().id(),
                        counts,
                        withdrawn,
                        entry,
                        Mono.defer(() -> records.permitted(granted, List.of("subject"), List.of()))
                                .then())
                .map(changed -> entry.equals(changed.consents().entries().get(counts)));
    }

    /** In the audit before it is told, as any refusal. */
    private Mono<Boolean> refused(Use use, Subject subject, Decision.Deny deny) {
        var told = Refusal.of(Refusal.Kind.SUBJECT_UNAVAILABLE);
        return refusals.<Boolean>told(use, deny.request(), subject.auditId(), deny.reasons(), told)
                .onErrorResume(
                        RefusedException.class,
                        refused ->
                                refused.refusal().equals(told)
                                        ? Mono.just(false)
                                        : Mono.error(refused));
    }
}
