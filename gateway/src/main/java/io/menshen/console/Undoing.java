package io.menshen.console;

import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.consent.Links.Link;
import io.menshen.consent.Restorations;
import io.menshen.consent.Withdrawals;
import io.menshen.kernel.Operation;
import io.menshen.subject.ConsentState.Entry;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import io.menshen.web.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import reactor.core.publisher.Mono;

/** Takes a withdrawal by mistake back: a consent of its own, decided and recorded as one. */
final class Undoing {
    private final Uses uses;
    private final Agreements agreements;
    private final Subjects subjects;
    private final Restorations restorations;
    private final Records records;
    private final Duration longest;
    private final Clock clock;

    Undoing(
            Uses uses,
            Agreements agreements,
            Subjects subjects,
            Restorations restorations,
            Records records,
            Duration longest,
            Clock clock) {
        this.uses = uses;
        this.agreements = agreements;
        this.subjects = subjects;
        this.restorations = restorations;
        this.records = records;
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
                .delayUntil(agreements::permitted)
                .flatMap(use ->
                        subjects.find(link.subject())
                                .filter(subject -> isStill(use, subject, undo))
                                .flatMap(subject -> again(use, subject, undo, now)))
                .defaultIfEmpty(false);
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
        return agreements.decided(
                use, subject, entry, granted -> restored(granted, undo.withdrawn(), entry));
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
}
