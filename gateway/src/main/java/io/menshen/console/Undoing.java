package io.menshen.console;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.consent.Links.Link;
import io.menshen.consent.Restorations;
import io.menshen.consent.Standing;
import io.menshen.decision.Decision;
import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.decision.DecisionRequest.Evidence;
import io.menshen.kernel.Operation;
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
    private final Duration longest;
    private final Clock clock;

    Undoing(
            Uses uses,
            Access access,
            Subjects subjects,
            Restorations restorations,
            Records records,
            Duration longest,
            Clock clock) {
        this.uses = uses;
        this.access = access;
        this.subjects = subjects;
        this.restorations = restorations;
        this.records = records;
        this.longest = longest;
        this.clock = clock;
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
                .filter(use -> use.purpose().version() == undo.before().notice())
                .flatMap(use ->
                        subjects.find(link.subject())
                                .filter(subject ->
                                        Restorations.isThat(
                                                subject, undo.purpose(), undo.withdrawn()))
                                .flatMap(subject -> again(use, subject, undo, now)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> again(Use use, Subject subject, Undo undo, Instant now) {
        var before = undo.before();
        var entry =
                new Entry(before.act(), before.notice(), now, before.channel(), before.separate());
        var after = subject.consenting(subject.consents().with(undo.purpose(), entry));
        var catalog = use.policy().catalog();
        var state =
                Standing.of(after, catalog, use.purpose(), undo.purpose(), use.question().day());
        return access.decide(use, use.question().collecting(catalog, state, SHOWN))
                .ofType(Decision.Permit.class)
                .map(permit -> new Granted(use, after, permit, Map.of()))
                .flatMap(granted ->
                        records.permitted(granted, List.of("subject"), List.of())
                                .then(
                                        restorations.restore(
                                                subject.id(),
                                                undo.purpose(),
                                                undo.withdrawn(),
                                                entry)))
                .map(changed -> entry.equals(changed.consents().entries().get(undo.purpose())));
    }
}
