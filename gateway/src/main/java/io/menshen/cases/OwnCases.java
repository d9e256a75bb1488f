package io.menshen.cases;

import io.menshen.access.Access;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.tokens.ScopedTokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The requests of a person on their own pages. Each look and each act is decided about them as
 * every use is, and recorded.
 */
public final class OwnCases {
    /** What the pages do not do by themselves. */
    private static final Set<CaseKind> KINDS =
            EnumSet.of(CaseKind.CORRECT, CaseKind.RESTRICT, CaseKind.OBJECT, CaseKind.EXPLAIN);

    private static final int MOST = 50;

    private final Access access;
    private final ScopedTokens tokens;
    private final CaseBook book;
    private final Handling handling;
    private final CaseTransactions transactions;
    private final Records records;
    private final KeyRing keys;
    private final Clock clock;

    OwnCases(
            Access access,
            ScopedTokens tokens,
            CaseBook book,
            Handling handling,
            CaseTransactions transactions,
            Records records,
            KeyRing keys,
            Clock clock) {
        this.access = access;
        this.tokens = tokens;
        this.book = book;
        this.handling = handling;
        this.transactions = transactions;
        this.records = records;
        this.keys = keys;
        this.clock = clock;
    }

    /** The kinds that a person may open here, in words. */
    public static List<String> kinds() {
        return KINDS.stream().map(CaseWords::of).toList();
    }

    /** The newest 50, the newest first; those that were changed are left out. */
    public Mono<List<OwnCase>> of(Use use, SubjectId person) {
        return granted(use, person)
                .flatMap(granted ->
                        rows(granted)
                                .delayUntil(_ ->
                                        records.permitted(
                                                granted, CaseTransactions.STORES, List.of())))
                .map(rows -> rows.stream().map(OwnCase::of).toList());
    }

    /**
     * A request that is open.
     *
     * @param fresh whether it was not open before
     */
    public record Opened(OwnCase request, boolean fresh) {}

    /**
     * Opens a request; where one of that kind is open already, that one is answered.
     *
     * @param kind a word of {@link #kinds()}
     * @param note what the person wrote; null where nothing
     * @return {@code INVALID} for another kind or a note that is no text, {@code CAPPED} where ten
     *     were opened on that day, {@code CONFLICT} where the person is being erased
     */
    public Mono<Opened> open(
            Use use, SubjectId person, String kind, @Nullable Personal<String> note) {
        return Mono.defer(() -> {
            var faults = new ArrayList<Fault>();
            var asked =
                    CaseWords.read(CaseKind.class, kind, "/kind", faults).filter(KINDS::contains);
            var said = Note.read(note, faults);
            return asked.isEmpty() || !faults.isEmpty()
                    ? Mono.error(Refusal.invalid(faults)::toException)
                    : granted(use, person).flatMap(granted -> opened(granted, asked.get(), said));
        });
    }

    private Mono<Opened> opened(Granted granted, CaseKind kind, Optional<Personal<String>> note) {
        var calendar = granted.use().policy().catalog().workCalendar();
        var filed = Filed.of(kind, Inlet.PAGE, Identity.SECOND_FACT, clock.instant(), calendar);
        var fresh = NewCase.of(filed, "", note, Optional.of(granted.subject()), keys);
        return transactions
                .run(
                        effect(granted, fresh.row().id()),
                        connection ->
                                Claim.taken(connection, granted.subject().id(), filed)
                                        .then(Mono.defer(() -> fresh.written(connection))))
                .map(_ -> new Opened(OwnCase.of(fresh.row()), true))
                .onErrorResume(OwnCases::isConflict, conflict -> before(granted, kind, conflict))
                .onErrorResume(RefusedException.class, refused -> access.capped(granted, refused));
    }

    /** Whoever presses twice has one request. */
    private Mono<Opened> before(Granted granted, CaseKind kind, Throwable conflict) {
        return rows(granted)
                .flatMapIterable(rows -> rows)
                .filter(row -> row.filed().kind() == kind && !row.stand().status().isEnded())
                .next()
                .delayUntil(_ -> records.permitted(granted, CaseTransactions.STORES, List.of()))
                .map(row -> new Opened(OwnCase.of(row), false))
                .switchIfEmpty(Mono.error(conflict));
    }

    /**
     * Takes a request back.
     *
     * @return it, as it stands then; one that was taken back before is answered again; {@code
     *     NOT_FOUND} where the person has no such request, {@code CONFLICT} where it was decided
     */
    public Mono<OwnCase> takeBack(Use use, SubjectId person, UUID id) {
        return granted(use, person)
                .flatMap(granted ->
                        book.found(use, id)
                                .filter(found -> isOf(found, person))
                                .switchIfEmpty(
                                        Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND)::toException))
                                .flatMap(found -> takenBack(granted, found)))
                .map(OwnCase::of);
    }

    private static boolean isOf(CaseBook.Found found, SubjectId person) {
        return found.person().filter(known -> known.id().equals(person)).isPresent();
    }

    private Mono<CaseRow> takenBack(Granted granted, CaseBook.Found found) {
        if (found.row().stand().status() == CaseStatus.TAKEN_BACK) {
            return Mono.just(found.row());
        }
        if (!OwnCase.isOwn(found.row())) {
            return Mono.error(Refusal.of(Refusal.Kind.CONFLICT)::toException);
        }
        var said = new Said(Act.TAKEN_BACK, Optional.empty(), Optional.empty(), Optional.empty());
        return handling.done(admitted(granted), Asked.own(granted.use()), found, said)
                .then(Mono.defer(() -> book.row(found.row().id())));
    }

    private Mono<Granted> granted(Use use, SubjectId person) {
        return access.grant(use, new Reference.ByToken(tokens.ofSubject(use.scope(), person)));
    }

    private Mono<List<CaseRow>> rows(Granted granted) {
        return book.of(granted.use(), granted.subject().id(), MOST);
    }

    private static CaseTransactions.Effect effect(Granted granted, UUID id) {
        var asked = Asked.own(granted.use());
        return new CaseTransactions.Effect(
                id, asked, admitted(granted), granted.subject().auditId());
    }

    private static Admitted admitted(Granted granted) {
        return new Admitted(granted.use(), granted.permit());
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof RefusedException refused
                && refused.refusal().kind() == Refusal.Kind.CONFLICT;
    }
}
