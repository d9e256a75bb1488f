package io.menshen.cases;

import io.menshen.access.Alarms;
import io.menshen.access.Use;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Holds; one that was changed behind the gateway's back is none, and raises an alarm. */
final class HoldBook {
    private static final String STORE = "cases";

    private final HoldReads reads;
    private final Alarms alarms;

    HoldBook(HoldReads reads, Alarms alarms) {
        this.reads = reads;
        this.alarms = alarms;
    }

    /** The hold of that id; {@code NOT_FOUND} where there is none. */
    Mono<HoldRow> hold(Use use, UUID id) {
        return alarmed(use, reads.find(id)).switchIfEmpty(nowhere());
    }

    /** Whom it is about; empty where they were erased. */
    Mono<SubjectId> person(Use use, UUID id) {
        return alarmed(use, reads.person(id));
    }

    /** The same for whoever wrote it just now. */
    Mono<HoldRow> written(UUID id) {
        return reads.find(id).switchIfEmpty(nowhere());
    }

    /** The newest, without those that were changed. */
    Mono<List<HoldRow>> newest(String status, int limit) {
        return reads.newest(status, limit);
    }

    private <T> Mono<T> alarmed(Use use, Mono<T> read) {
        return read.doOnError(
                        IntegrityException.class, changed -> alarms.raise(use, STORE, changed))
                .onErrorComplete(IntegrityException.class);
    }

    private static <T> Mono<T> nowhere() {
        return Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND)::toException);
    }
}
