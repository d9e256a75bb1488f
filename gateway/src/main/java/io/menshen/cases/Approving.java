package io.menshen.cases;

import io.menshen.access.Granted;
import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.cases.Officers.Admitted;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.subject.SubjectChanges.Beside;
import io.r2dbc.spi.Connection;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Approves what another member of staff asked for. It is decided anew about the person as they
 * stand then; what is done is in the journal before it is committed.
 */
final class Approving {
    private static final List<String> STORES = List.of("cases", "subject");
    private static final Reason SECOND = new Reason("second_person", "5.5");

    private final Officers officers;
    private final Once once;
    private final HoldBook book;
    private final Erasure erasure;
    private final Records records;
    private final Refusals refusals;
    private final KeyRing keys;
    private final Clock clock;

    Approving(
            Officers officers,
            Once once,
            HoldBook book,
            Erasure erasure,
            Records records,
            Refusals refusals,
            KeyRing keys,
            Clock clock) {
        this.officers = officers;
        this.once = once;
        this.book = book;
        this.erasure = erasure;
        this.records = records;
        this.refusals = refusals;
        this.keys = keys;
        this.clock = clock;
    }

    /** Approves, and does it; answers the id of the hold. */
    Mono<UUID> approve(Asked asked, UUID id) {
        return officers.admitted(
                        asked.caller(), Operation.HANDLE, asked.decisionId(), asked.traceId())
                .flatMap(admitted -> {
                    var now =
                            Mono.defer(() -> book.hold(admitted.use(), id))
                                    .flatMap(row -> approved(admitted, asked, row));
                    return once.word(admitted.use(), admitted.permit(), asked.write(), now);
                })
                .map(UUID::fromString);
    }

    private Mono<String> approved(Admitted handling, Asked asked, HoldRow row) {
        return officers.doing(handling, row.asking().act().operation())
                .flatMap(admitted ->
                        another(admitted, asked, row)
                                .then(Mono.defer(() -> person(admitted, row)))
                                .flatMap(person -> officers.granted(admitted, person)))
                .flatMap(granted -> fits(granted, row.asking().act()))
                .flatMap(granted -> done(granted, asked, row));
    }

    /** Never whoever asked; that they tried is in the audit. */
    private Mono<Void> another(Admitted admitted, Asked asked, HoldRow row) {
        if (row.status() != HoldStatus.ASKED) {
            return Mono.error(HoldConflict::refused);
        }
        return asked.staff().equals(row.asking().by())
                ? refusals.told(
                        admitted.use(),
                        admitted.permit().request(),
                        List.of(SECOND.code()),
                        Refusal.of(Refusal.Kind.DENIED, SECOND))
                : Mono.empty();
    }

    /** Whoever was erased is held no more; that somebody tried is in the audit. */
    private Mono<SubjectId> person(Admitted admitted, HoldRow row) {
        return book.person(admitted.use(), row.id())
                .switchIfEmpty(
                        Mono.defer(() ->
                                refusals.told(
                                        admitted.use(),
                                        admitted.permit().request(),
                                        List.of("subject_erased"),
                                        Refusal.of(Refusal.Kind.SUBJECT_UNAVAILABLE))));
    }

    /** The person must stand so that it changes something. */
    static Mono<Granted> fits(Granted granted, HoldAct act) {
        var subject = granted.subject();
        return subject.lifecycle() == act.before() && !subject.isRetained()
                ? Mono.just(granted)
                : Mono.error(HoldConflict::refused);
    }

    private Mono<String> done(Granted granted, Asked asked, HoldRow row) {
        var act = row.asking().act();
        Beside beside =
                changed ->
                        connection ->
                                granted.still(changed, act.after())
                                        .then(
                                                Mono.defer(() ->
                                                        ended(connection, granted, asked, row)));
        var person = granted.subject().id();
        var moved =
                switch (act) {
                    case SET -> erasure.freeze(person, beside);
                    case LIFT -> erasure.lift(person, beside);
                };
        return moved.thenReturn(row.id().toString());
    }

    private Mono<Void> ended(Connection connection, Granted granted, Asked asked, HoldRow row) {
        var ended = row.ended(HoldStatus.DONE, clock.instant(), asked.staff(), keys);
        var id = row.id().toString();
        return HoldWrites.notOvertaken(connection, row, granted.subject().id().value())
                .then(Mono.defer(() -> HoldWrites.end(connection, ended)))
                .then(Mono.defer(() -> once.keep(connection, asked.write(), id)))
                .then(Mono.defer(() -> recorded(granted)));
    }

    private Mono<Void> recorded(Granted granted) {
        return records.permitted(granted, STORES, List.of()).then();
    }
}
