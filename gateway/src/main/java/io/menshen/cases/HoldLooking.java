package io.menshen.cases;

import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.subject.Subject;
import io.menshen.tokens.ScopedTokens;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Holds as officers look at them, before they approve; the look is recorded. */
final class HoldLooking {
    private final Officers officers;
    private final HoldBook book;
    private final ScopedTokens tokens;
    private final Records records;

    HoldLooking(Officers officers, HoldBook book, ScopedTokens tokens, Records records) {
        this.officers = officers;
        this.book = book;
        this.tokens = tokens;
        this.records = records;
    }

    /** A hold alone, as a write answers it. */
    record Written(String id, HoldView hold) {}

    /** The newest first. */
    record Listing(String id, List<HoldView> items) {}

    /**
     * A hold with whom it is about.
     *
     * @param subject the person's token for this caller; null where they were erased
     */
    record Whole(String id, HoldView hold, @Nullable String subject) {}

    /** What a write answers of the hold that it wrote, which its own record is about. */
    Mono<Written> written(UUID id, String decisionId) {
        return book.written(id).map(row -> new Written(decisionId, HoldView.of(row)));
    }

    Mono<Listing> list(Caller caller, String status, int limit, String decisionId, String traceId) {
        return officers.admitted(caller, Operation.HANDLE, decisionId, traceId)
                .flatMap(admitted ->
                        book.newest(admitted.use(), status, limit)
                                .flatMap(rows ->
                                        looked(admitted, Optional.empty()).thenReturn(rows)))
                .map(rows -> new Listing(decisionId, rows.stream().map(HoldView::of).toList()));
    }

    Mono<Whole> one(Caller caller, UUID id, String decisionId, String traceId) {
        return officers.admitted(caller, Operation.HANDLE, decisionId, traceId)
                .flatMap(admitted ->
                        book.hold(admitted.use(), id)
                                .flatMap(row -> whole(admitted, row, decisionId)));
    }

    private Mono<Whole> whole(Admitted admitted, HoldRow row, String decisionId) {
        var use = admitted.use();
        return book.subject(use, row.id())
                .flatMap(known ->
                        looked(admitted, known)
                                .thenReturn(
                                        new Whole(
                                                decisionId, HoldView.of(row), token(use, known))));
    }

    private @Nullable String token(Use use, Optional<Subject> person) {
        return person.map(known -> tokens.ofSubject(use.scope(), known.id())).orElse(null);
    }

    private Mono<Void> looked(Admitted admitted, Optional<Subject> person) {
        var auditId = person.map(Subject::auditId).orElse(null);
        return records.changed(admitted.use(), admitted.permit(), auditId, CaseTransactions.STORES)
                .then();
    }
}
