package io.menshen.cases;

import io.menshen.access.Alarms;
import io.menshen.access.Use;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.subject.Subject;
import io.menshen.subject.Subjects;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Holds; one that was changed behind the gateway's back is none, and raises an alarm. */
final class HoldBook {
    private static final String STORE = "cases";

    private final HoldReads reads;
    private final Subjects subjects;
    private final Alarms alarms;

    HoldBook(HoldReads reads, Subjects subjects, Alarms alarms) {
        this.reads = reads;
        this.subjects = subjects;
        this.alarms = alarms;
    }

    /** The hold of that id; {@code NOT_FOUND} where there is none. */
    Mono<HoldRow> hold(Use use, UUID id) {
        return alarmed(use, STORE, reads.find(id)).switchIfEmpty(Mono.error(HoldBook::nowhere));
    }

    /** Whom it is about; empty where they were erased, {@code NOT_FOUND} where that was changed. */
    Mono<SubjectId> person(Use use, UUID id) {
        return alarmed(use, STORE, reads.person(id));
    }

    /** The same with how they stand; nobody where they were erased. */
    Mono<Optional<Subject>> subject(Use use, UUID id) {
        return person(use, id)
                .flatMap(known -> alarmed(use, "subject", subjects.find(known)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** The same for whoever wrote it just now. */
    Mono<HoldRow> written(UUID id) {
        return reads.find(id).switchIfEmpty(Mono.error(HoldBook::nowhere));
    }

    /** The newest, without those that were changed. */
    Mono<List<HoldRow>> newest(Use use, String status, int limit) {
        return reads.newest(status, limit)
                .doOnNext(
                        rows -> rows.stream().filter(Optional::isEmpty).forEach(_ -> changed(use)))
                .map(rows -> rows.stream().flatMap(Optional::stream).toList());
    }

    private void changed(Use use) {
        alarms.raise(use, STORE, new IntegrityException("a hold"));
    }

    private <T> Mono<T> alarmed(Use use, String store, Mono<T> read) {
        return read.doOnError(
                        IntegrityException.class, changed -> alarms.raise(use, store, changed))
                .onErrorMap(IntegrityException.class, _ -> nowhere());
    }

    private static RuntimeException nowhere() {
        return Refusal.of(Refusal.Kind.NOT_FOUND).toException();
    }
}
