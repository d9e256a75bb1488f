package io.menshen.cases;

import io.menshen.access.Records;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tickets as those look at them who approve; the look is recorded. */
final class TicketLooking {
    private final Officers officers;
    private final TicketBook book;
    private final Records records;

    TicketLooking(Officers officers, TicketBook book, Records records) {
        this.officers = officers;
        this.book = book;
        this.records = records;
    }

    /** A ticket. */
    record One(String id, TicketView ticket) {}

    /** The newest first. */
    record Listing(String id, List<TicketView> items) {}

    /** What a write answers of the ticket that it wrote, which its own record is about. */
    Mono<One> written(UUID id, String decisionId) {
        return book.written(id).map(row -> new One(decisionId, TicketView.of(row)));
    }

    Mono<Listing> list(Caller caller, String status, int limit, String decisionId, String traceId) {
        return officers.admitted(caller, Operation.APPROVE, decisionId, traceId)
                .flatMap(admitted ->
                        book.newest(admitted.use(), status, limit)
                                .flatMap(rows -> looked(admitted).thenReturn(rows)))
                .map(rows -> new Listing(decisionId, rows.stream().map(TicketView::of).toList()));
    }

    private Mono<Void> looked(Admitted admitted) {
        return records.looked(admitted.use(), admitted.permit(), null).then();
    }

    /** One; for whoever asked for it too. */
    Mono<One> one(Caller caller, UUID id, String decisionId, String traceId) {
        return officers.admitted(caller, Operation.RETRIEVE, decisionId, traceId)
                .flatMap(admitted ->
                        book.ticket(admitted.use(), id)
                                .flatMap(row ->
                                        looker(admitted, row, decisionId, traceId)
                                                .flatMap(this::looked)
                                                .thenReturn(row)))
                .map(row -> new One(decisionId, TicketView.of(row)));
    }

    /** Whoever did not ask for it must be one who may approve. */
    private Mono<Admitted> looker(
            Admitted admitted, TicketRow row, String decisionId, String traceId) {
        var caller = admitted.use().caller();
        return row.isHeldBy(caller)
                ? Mono.just(admitted)
                : officers.admitted(caller, Operation.APPROVE, decisionId, traceId);
    }
}
