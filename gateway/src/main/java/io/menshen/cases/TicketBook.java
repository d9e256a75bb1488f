package io.menshen.cases;

import io.menshen.access.Alarms;
import io.menshen.access.Use;
import io.menshen.kernel.Refusal;
import io.menshen.keys.IntegrityException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tickets; one that was changed behind the gateway's back is none, and raises an alarm. */
final class TicketBook {
    private static final String STORE = "cases";

    private final TicketReads reads;
    private final Alarms alarms;

    TicketBook(TicketReads reads, Alarms alarms) {
        this.reads = reads;
        this.alarms = alarms;
    }

    /** The ticket of that id; {@code NOT_FOUND} where there is none. */
    Mono<TicketRow> ticket(Use use, UUID id) {
        return reads.find(id)
                .doOnError(IntegrityException.class, changed -> alarms.raise(use, STORE, changed))
                .onErrorMap(IntegrityException.class, _ -> nowhere())
                .switchIfEmpty(Mono.error(TicketBook::nowhere));
    }

    /** The same for whoever wrote it just now. */
    Mono<TicketRow> written(UUID id) {
        return reads.find(id).switchIfEmpty(Mono.error(TicketBook::nowhere));
    }

    /** The newest, without those that were changed. */
    Mono<List<TicketRow>> newest(Use use, String status, int limit) {
        return reads.newest(status, limit)
                .doOnNext(
                        rows -> rows.stream().filter(Optional::isEmpty).forEach(_ -> changed(use)))
                .map(rows -> rows.stream().flatMap(Optional::stream).toList());
    }

    private void changed(Use use) {
        alarms.raise(use, STORE, new IntegrityException("a ticket"));
    }

    private static RuntimeException nowhere() {
        return Refusal.of(Refusal.Kind.NOT_FOUND).toException();
    }
}
