package io.menshen.rights;

import io.menshen.access.Granted;
import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.rights.Desk.Admitted;
import io.menshen.subject.SubjectChanges.Beside;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import reactor.core.publisher.Mono;

/** Closes accounts for the privacy desk (7-c). */
final class Closures {
    private static final List<String> KEPT = List.of("subject");

    private final Desk desk;
    private final Erasure erasure;
    private final Once once;
    private final Records records;
    private final Clock clock;

    Closures(Desk desk, Erasure erasure, Once once, Records records, Clock clock) {
        this.desk = desk;
        this.erasure = erasure;
        this.once = once;
        this.records = records;
        this.clock = clock;
    }

    /** What is answered. */
    record Closed(String id, String status, Instant effectiveAt) {}

    Mono<Closed> close(Handed handed) {
        return desk.admitted(handed, Operation.CLOSE)
                .flatMap(admitted -> closed(admitted, handed))
                .map(at ->
                        new Closed(
                                handed.decisionId(), Lifecycle.CLOSED.word(), Instant.parse(at)));
    }

    private Mono<String> closed(Admitted admitted, Handed handed) {
        var now =
                Mono.defer(() -> desk.granted(admitted, handed))
                        .flatMap(granted -> closed(granted, handed));
        return once.word(admitted.use(), admitted.permit(), handed.write(), now);
    }

    private Mono<String> closed(Granted granted, Handed handed) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        Beside beside =
                changed ->
                        connection ->
                                granted.still(changed, Lifecycle.CLOSED)
                                        .then(once.keep(connection, handed.write(), at))
                                        .then(
                                                Mono.defer(() ->
                                                        records.permitted(
                                                                granted, KEPT, List.of())))
                                        .then();
        return erasure.close(granted.subject().id(), beside).thenReturn(at);
    }
}
