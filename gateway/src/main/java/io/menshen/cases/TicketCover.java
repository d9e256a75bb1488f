package io.menshen.cases;

import io.menshen.access.Records;
import io.menshen.disclosure.Tickets;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Retrieval;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** How far a ticket covers what is read under it. */
final class TicketCover implements Tickets {
    private final Officers officers;
    private final TicketBook book;
    private final Records records;
    private final KeyRing keys;
    private final Clock clock;

    TicketCover(Officers officers, TicketBook book, Records records, KeyRing keys, Clock clock) {
        this.officers = officers;
        this.book = book;
        this.records = records;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Mono<Presented> present(Caller caller, UUID ticket, String decisionId, String traceId) {
        return officers.admitted(caller, Operation.RETRIEVE, decisionId, traceId)
                .flatMap(admitted ->
                        book.ticket(admitted.use(), ticket)
                                .flatMap(row ->
                                        records.presented(
                                                        admitted.use(),
                                                        admitted.permit(),
                                                        ticket.toString())
                                                .thenReturn(row)))
                .map(row ->
                        (purpose, person, fields) -> covers(row, caller, purpose, person, fields));
    }

    /** The time counts at each reading: a batch may outlive its ticket. */
    private Retrieval covers(
            TicketRow row,
            Caller caller,
            String purpose,
            Optional<SubjectId> person,
            Collection<String> fields) {
        if (row.status() != TicketStatus.APPROVED) {
            return Retrieval.UNAPPROVED;
        }
        if (!clock.instant().isBefore(row.asking().until())) {
            return Retrieval.EXPIRED;
        }
        return row.isHeldBy(caller)
                        && row.asking().purpose().equals(purpose)
                        && row.asking().fields().containsAll(fields)
                        && person.filter(one -> isNamed(row, one)).isPresent()
                ? Retrieval.TICKETED
                : Retrieval.OUTSIDE;
    }

    private boolean isNamed(TicketRow row, SubjectId person) {
        return row.asking().people().contains(TicketRow.mark(row.id(), person, keys));
    }
}
