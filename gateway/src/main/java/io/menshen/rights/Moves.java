package io.menshen.rights;

import io.menshen.access.Granted;
import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectId;
import io.menshen.rights.Desk.Admitted;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectChanges.Beside;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** Freezes a person or closes their account for the privacy desk (7-b, 7-c). */
final class Moves {
    private static final List<String> KEPT = List.of("subject");

    private final Desk desk;
    private final Erasure erasure;
    private final Once once;
    private final Records records;
    private final Clock clock;

    Moves(Desk desk, Erasure erasure, Once once, Records records, Clock clock) {
        this.desk = desk;
        this.erasure = erasure;
        this.once = once;
        this.records = records;
        this.clock = clock;
    }

    /** What is answered. */
    record Moved(String id, String status, Instant effectiveAt) {}

    /** One of the two ways. */
    private record Way(
            Operation operation,
            Lifecycle lifecycle,
            BiFunction<SubjectId, Beside, Mono<Subject>> act) {}

    Mono<Moved> freeze(Handed handed) {
        return moved(handed, new Way(Operation.FREEZE, Lifecycle.FROZEN, erasure::freeze));
    }

    Mono<Moved> close(Handed handed) {
        return moved(handed, new Way(Operation.CLOSE, Lifecycle.CLOSED, erasure::close));
    }

    private Mono<Moved> moved(Handed handed, Way way) {
        return desk.admitted(handed, way.operation())
                .flatMap(admitted -> moved(admitted, handed, way))
                .map(at ->
                        new Moved(handed.decisionId(), way.lifecycle().word(), Instant.parse(at)));
    }

    private Mono<String> moved(Admitted admitted, Handed handed, Way way) {
        var now =
                Mono.defer(() -> desk.granted(admitted, handed))
                        .flatMap(granted -> moved(granted, handed, way));
        return once.word(admitted.use(), admitted.permit(), handed.write(), now);
    }

    private Mono<String> moved(Granted granted, Handed handed, Way way) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        Beside beside =
                changed ->
                        connection ->
                                Decided.still(granted, changed, way.lifecycle())
                                        .then(once.keep(connection, handed.write(), at))
                                        .then(
                                                Mono.defer(() ->
                                                        records.permitted(
                                                                granted, KEPT, List.of())))
                                        .then();
        return way.act().apply(granted.subject().id(), beside).thenReturn(at);
    }
}
