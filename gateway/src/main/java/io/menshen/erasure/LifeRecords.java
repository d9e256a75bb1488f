package io.menshen.erasure;

import io.menshen.access.Records;
import io.menshen.journal.Revocations.LastStep;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.subject.Subject;
import java.util.List;
import reactor.core.publisher.Mono;

/** What the audit keeps of a person who was frozen, closed or erased (design, section 6). */
final class LifeRecords {
    private static final List<String> KEPT = List.of("subject");
    private static final List<String> EMPTIED =
            List.of("subject", "identity", "sensitive", "profile", "token");

    private final Records records;

    LifeRecords(Records records) {
        this.records = records;
    }

    /**
     * The last step with the record before it, which is the last that bears an erased person's
     * audit id. Who was erased before has nothing left that a record could be about.
     *
     * @param subject with the audit id that they had before
     */
    LastStep before(LastStep last, Subject subject, Lifecycle to) {
        return connection -> moved(subject, to).then(Mono.defer(() -> last.apply(connection)));
    }

    /** The end of whom a law kept something of; the last that bears that audit id. */
    Mono<Void> finished(Subject subject) {
        return records.ownAct(Operation.ERASE, subject.auditId(), KEPT).then();
    }

    private Mono<Void> moved(Subject subject, Lifecycle to) {
        if (subject.lifecycle() == Lifecycle.ERASED) {
            return Mono.empty();
        }
        return switch (to) {
            case FROZEN -> records.ownAct(Operation.FREEZE, subject.auditId(), KEPT).then();
            case CLOSED -> records.ownAct(Operation.CLOSE, subject.auditId(), KEPT).then();
            case ERASED -> records.ownAct(Operation.ERASE, subject.auditId(), EMPTIED).then();
            case ACTIVE -> records.ownAct(Operation.LIFT, subject.auditId(), KEPT).then();
            case ERASING -> Mono.empty();
        };
    }
}
