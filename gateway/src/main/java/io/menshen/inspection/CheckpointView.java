package io.menshen.inspection;

import io.menshen.access.Records;
import io.menshen.audit.Checkpoint;
import io.menshen.audit.CheckpointLog;
import io.menshen.kernel.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Pages of signed checkpoints, for the auditor; the look itself is recorded (design, section 6).
 */
final class CheckpointView {
    static final int MOST = 500;

    private final Auditing auditing;
    private final CheckpointLog checkpoints;
    private final Records records;

    CheckpointView(Auditing auditing, CheckpointLog checkpoints, Records records) {
        this.auditing = auditing;
        this.checkpoints = checkpoints;
        this.records = records;
    }

    /**
     * A page.
     *
     * @param next the {@code after} of the next page; absent where this is the last one for now
     */
    record Page(String id, List<Checkpoint> items, @Nullable Long next) {}

    Mono<Page> after(long after, int limit, Caller caller, String decisionId, String traceId) {
        return auditing.permitted(caller, decisionId, traceId)
                .flatMap(look ->
                        checkpoints
                                .after(after, limit)
                                .flatMap(found -> recorded(look, found, limit)));
    }

    private Mono<Page> recorded(Auditing.Look look, List<Checkpoint> found, int limit) {
        var next = found.size() < limit ? null : Long.valueOf(found.getLast().number());
        return records.looked(look.use(), look.permit(), null)
                .thenReturn(new Page(look.use().decisionId(), found, next));
    }
}
