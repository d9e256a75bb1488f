package io.menshen.decision;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.decision.DecisionRequest.Asker;
import io.menshen.decision.DecisionRequest.Containment;
import io.menshen.decision.DecisionRequest.Context;
import io.menshen.decision.DecisionRequest.Evidence;
import io.menshen.decision.DecisionRequest.Standing;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectState;
import java.time.LocalDate;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to do, before anything is known of the person.
 *
 * @param channel the collection channel, or null where none is concerned
 * @param day in Asia/Shanghai
 */
public record Question(
        Caller caller,
        String purpose,
        Operation operation,
        @Nullable String channel,
        LocalDate day) {

    /** A question where no channel is concerned. */
    public static Question of(Caller caller, String purpose, Operation operation, LocalDate day) {
        return new Question(caller, purpose, operation, null, day);
    }

    /** The first request, about the caller alone (design, section 3). */
    public DecisionRequest aboutCaller(Catalog catalog) {
        return request(catalog, null, null);
    }

    /** The request about a person in that state. */
    public DecisionRequest about(Catalog catalog, SubjectState state) {
        return request(catalog, state, null);
    }

    /** The request of a collection, with what was shown and consented to. */
    public DecisionRequest collecting(
            Catalog catalog, @Nullable SubjectState state, Evidence evidence) {
        return request(catalog, state, evidence);
    }

    private DecisionRequest request(
            Catalog catalog, @Nullable SubjectState state, @Nullable Evidence evidence) {
        var kind = catalog.consumer(caller.consumer()).map(Consumer::kind);
        var staff = caller.staff();
        var standing =
                staff == null
                        ? null
                        : new Standing(staff.role(), staff.agreement(), staff.retrieval());
        return new DecisionRequest(
                new Asker(caller.consumer(), kind.map(Consumer.Kind::word).orElse(""), standing),
                purpose,
                operation,
                channel,
                state,
                evidence,
                new Context(day, Containment.NONE, Collections.emptySortedSet()));
    }
}
