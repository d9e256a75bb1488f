package io.menshen.consent;

import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.ConsentState;
import io.menshen.subject.ConsentState.Entry;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectChanges;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Consents that a person gives on the pages: a withdrawal that was just made by mistake is taken
 * back, or what was withdrawn is agreed to anew under the present notice. A receipt says so.
 */
public final class Restorations {
    private static final String WORDING = "undone";

    private final SubjectChanges changes;
    private final Receipts receipts;

    Restorations(SubjectChanges changes, Receipts receipts) {
        this.changes = changes;
        this.receipts = receipts;
    }

    /**
     * Lets a consent stand again.
     *
     * @param withdrawn when it was withdrawn; what was said since then stays
     * @param again the consent as it had been given, with the time of now
     * @param recorded the record of it, made before the commit where it is written
     * @return the person as they stand then; empty where there is nobody of that id
     */
    public Mono<Subject> restore(
            SubjectId subject,
            String purpose,
            Instant withdrawn,
            Entry again,
            Mono<Void> recorded) {
        var kinds = List.copyOf(again.separate());
        // It stands again as it had been given: that receipt names the text that was shown.
        var said = new Receipts.Said(WORDING, kinds, List.of(), "", "");
        var act = new Receipts.Act(UUID.randomUUID(), purpose, again, said);
        return stand(subject, act, before -> isThat(before, purpose, withdrawn), recorded);
    }

    /**
     * Lets a consent stand that a person gave anew.
     *
     * @param last what they had said last on the purpose; what was said since then stays
     * @param act the new consent and how it was said, under the text that was shown
     * @param recorded as of {@link #restore}
     * @return as {@link #restore}
     */
    public Mono<Subject> agree(
            SubjectId subject, @Nullable Entry last, Receipts.Act act, Mono<Void> recorded) {
        return stand(
                subject,
                act,
                before ->
                        before.lifecycle() == Lifecycle.ACTIVE
                                && Objects.equals(
                                        last, before.consents().entries().get(act.purpose())),
                recorded);
    }

    private Mono<Subject> stand(
            SubjectId subject, Receipts.Act act, Predicate<Subject> fits, Mono<Void> recorded) {
        var purpose = act.purpose();
        return changes.change(
                subject,
                before ->
                        fits.test(before)
                                ? before.consenting(before.consents().with(purpose, act.entry()))
                                : before,
                changed ->
                        connection ->
                                act.entry().equals(changed.consents().entries().get(purpose))
                                        ? receipts.add(connection, changed, List.of(act))
                                                .then(recorded)
                                        : Mono.empty());
    }

    /** Whether that withdrawal is still the last word on the purpose of somebody who is active. */
    public static boolean isThat(Subject subject, String purpose, Instant withdrawn) {
        var last = subject.consents().entries().get(purpose);
        return subject.lifecycle() == Lifecycle.ACTIVE
                && last != null
                && last.act() == ConsentState.Act.WITHDRAWN
                && last.at().equals(withdrawn);
    }
}
