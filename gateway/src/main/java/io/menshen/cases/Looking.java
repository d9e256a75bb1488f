package io.menshen.cases;

import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.keys.KeyRing;
import io.menshen.subject.Subject;
import io.menshen.tokens.ScopedTokens;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Cases as officers look at them; the look is recorded. */
final class Looking {
    private final Officers officers;
    private final CaseBook book;
    private final Uses uses;
    private final ScopedTokens tokens;
    private final Records records;
    private final KeyRing keys;
    private final Clock clock;

    Looking(
            Officers officers,
            CaseBook book,
            Uses uses,
            ScopedTokens tokens,
            Records records,
            KeyRing keys,
            Clock clock) {
        this.officers = officers;
        this.book = book;
        this.uses = uses;
        this.tokens = tokens;
        this.records = records;
        this.keys = keys;
        this.clock = clock;
    }

    /** A case alone, as a write answers it. */
    record Written(String id, CaseView request) {}

    /**
     * A page of cases, the nearest deadline first.
     *
     * @param next the cursor of the next page; null where this is the last one
     */
    record Page(String id, List<CaseView> items, @Nullable String next) {}

    /**
     * A case with all of it.
     *
     * @param subject the person's token for this caller; null where it is nobody any more
     */
    record Whole(String id, CaseView request, @Nullable String subject, List<ActView> history) {}

    /** What a write answers of the case that it wrote, which its own record is about. */
    Mono<Written> written(UUID id, String decisionId) {
        return book.row(id).map(row -> new Written(decisionId, view(row)));
    }

    Mono<Page> list(Caller caller, CaseFilter filter, String decisionId, String traceId) {
        return officers.admitted(caller, Operation.HANDLE, decisionId, traceId)
                .flatMap(admitted ->
                        book.list(admitted.use(), filter)
                                .flatMap(rows ->
                                        looked(admitted, Optional.empty())
                                                .thenReturn(page(rows, filter, decisionId))));
    }

    private Page page(List<Listed> rows, CaseFilter filter, String decisionId) {
        var views = rows.stream().flatMap(one -> one.row().stream()).map(this::view).toList();
        var isWhole = rows.size() == filter.limit();
        return new Page(
                decisionId, views, isWhole ? CaseCursor.write(rows.getLast().place()) : null);
    }

    Mono<Whole> one(Caller caller, UUID id, String decisionId, String traceId) {
        return officers.admitted(caller, Operation.HANDLE, decisionId, traceId)
                .flatMap(admitted ->
                        book.found(admitted.use(), id)
                                .flatMap(found -> whole(admitted.use(), found, decisionId))
                                .flatMap(seen ->
                                        looked(admitted, seen.person()).thenReturn(seen.whole())));
    }

    private record Seen(Optional<Subject> person, Whole whole) {}

    private Mono<Seen> whole(Use use, CaseBook.Found found, String decisionId) {
        var person = found.person();
        var token = person.map(known -> tokens.ofSubject(use.scope(), known.id())).orElse(null);
        return book.history(use, found.row())
                .map(history -> history.stream().map(act -> view(found, act)).toList())
                .map(history -> new Whole(decisionId, view(found.row()), token, history))
                .map(whole -> new Seen(person, whole));
    }

    private ActView view(CaseBook.Found found, ActRow act) {
        var note = found.person().flatMap(known -> Note.opened(found.row(), act, known, keys));
        return ActView.of(act, note);
    }

    private CaseView view(CaseRow row) {
        var calendar = uses.policy().catalog().workCalendar();
        return CaseView.of(row, calendar, BusinessDay.today(clock));
    }

    private Mono<Void> looked(Admitted admitted, Optional<Subject> person) {
        var auditId = person.map(Subject::auditId).orElse(null);
        return records.changed(admitted.use(), admitted.permit(), auditId, CaseTransactions.STORES)
                .then();
    }
}
