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

/**
 * Cases with the people they are about. One that was changed behind the gateway's back is none, and
 * raises an alarm.
 */
final class CaseBook {
    private static final String STORE = "cases";

    private final CaseReads reads;
    private final Subjects subjects;
    private final Alarms alarms;

    CaseBook(CaseReads reads, Subjects subjects, Alarms alarms) {
        this.reads = reads;
        this.subjects = subjects;
        this.alarms = alarms;
    }

    /** A case, and whom it is about; nobody where nothing is held of them, or nothing any more. */
    record Found(CaseRow row, Optional<Subject> person) {}

    /**
     * The case of that id.
     *
     * @return {@code NOT_FOUND} where there is none
     */
    Mono<Found> found(Use use, UUID id) {
        return alarmed(use, STORE, reads.find(id).flatMap(row -> with(use, row)))
                .switchIfEmpty(nowhere());
    }

    private Mono<Found> with(Use use, CaseRow row) {
        return reads.person(row.id())
                .flatMap(id -> alarmed(use, "subject", subjects.find(id)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(person -> new Found(row, person));
    }

    /** The case of that id with nobody, for whoever wrote it just now. */
    Mono<CaseRow> row(UUID id) {
        return reads.find(id).switchIfEmpty(nowhere());
    }

    /** All acts of a case in order; {@code NOT_FOUND} where they were changed. */
    Mono<List<ActRow>> history(Use use, CaseRow row) {
        return alarmed(use, STORE, reads.history(row)).switchIfEmpty(nowhere());
    }

    /** A page of cases; those that were changed have their place only. */
    Mono<List<Listed>> list(Use use, CaseFilter filter) {
        return reads.list(filter).doOnNext(page -> alarm(use, page));
    }

    /** The newest cases of a person, the newest first, without those that were changed. */
    Mono<List<CaseRow>> of(Use use, SubjectId person, int most) {
        return reads.of(person, most)
                .doOnNext(page -> alarm(use, page))
                .map(page -> page.stream().flatMap(one -> one.row().stream()).toList());
    }

    private void alarm(Use use, List<Listed> page) {
        page.stream().filter(one -> one.row().isEmpty()).forEach(_ -> changed(use));
    }

    private void changed(Use use) {
        alarms.raise(use, STORE, new IntegrityException("a case"));
    }

    private <T> Mono<T> alarmed(Use use, String store, Mono<T> read) {
        return read.doOnError(
                        IntegrityException.class, changed -> alarms.raise(use, store, changed))
                .onErrorComplete(IntegrityException.class);
    }

    private static <T> Mono<T> nowhere() {
        return Mono.error(Refusal.of(Refusal.Kind.NOT_FOUND)::toException);
    }
}
