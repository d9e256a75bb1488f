package io.menshen.intake;

import io.menshen.access.Records;
import io.menshen.intake.Admission.Admitted;
import java.util.List;
import reactor.core.publisher.Mono;

/** The audit records of an intake; durable before it is written. */
record IntakeRecords(Records records, OtherConsents others) {
    /** The schema in which consents lie. */
    private static final String CONSENTS = "subject";

    /**
     * All records of an intake go to the audit at once, to be durable by the same batch.
     *
     * @param stores that are written; none of a trial or of what was written before
     */
    Mono<Void> of(Admitted admitted, List<String> stores) {
        var kept = stores.isEmpty() ? stores : List.of(CONSENTS);
        return Mono.when(
                records.permitted(admitted.granted(), stores, List.of()),
                others.recorded(admitted.consents(), kept));
    }
}
