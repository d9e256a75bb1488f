package io.menshen.disclosure;

import io.menshen.kernel.Caller;
import io.menshen.kernel.Retrieval;
import io.menshen.kernel.SubjectId;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tickets under which members of staff retrieve the data of several people (T/CCAGM 002 5.3). */
public interface Tickets {
    /** A ticket as it stands when a request begins. */
    interface Presented {
        /**
         * How far it covers one reading.
         *
         * @param person whom the reading names by a token; empty where by anything else
         * @param fields those that are shown or compared
         */
        Retrieval covers(String purpose, Optional<SubjectId> person, Collection<String> fields);
    }

    /**
     * A ticket that a caller presents; that it was presented is in the audit.
     *
     * @return a {@link io.menshen.kernel.RefusedException} of kind {@code DENIED} where the caller
     *     may hold none, and {@code NOT_FOUND} where there is no such ticket
     */
    Mono<Presented> present(Caller caller, UUID ticket, String decisionId, String traceId);
}
