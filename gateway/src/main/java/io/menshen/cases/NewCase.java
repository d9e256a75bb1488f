package io.menshen.cases;

import io.menshen.kernel.Personal;
import io.menshen.keys.KeyRing;
import io.menshen.subject.Subject;
import io.r2dbc.spi.Connection;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A case with its first act, and whom it is about; nobody where nothing is held of them. */
record NewCase(CaseRow row, ActRow first, Optional<PersonRow> about) {
    /**
     * Makes one.
     *
     * @param staff who opens it; empty where the person does so
     */
    static NewCase of(
            Filed filed,
            String staff,
            Optional<Personal<String>> note,
            Optional<Subject> person,
            KeyRing keys) {
        var id = UUID.randomUUID();
        var sealed = Note.sealed(note, person, Note.place(id, filed, 1), keys);
        var done = new ActRow.Done(filed.at(), Act.OPENED, CaseStatus.OPEN, staff, "", sealed);
        var first = ActRow.of(id, 1, done, ActRow.NOTHING, keys);
        var stand = new Stand(CaseStatus.OPEN, Optional.empty(), "", 1, first.mac());
        return new NewCase(
                CaseRow.of(id, filed, stand, keys),
                first,
                person.map(known -> PersonRow.of(id, known.id(), keys)));
    }

    Mono<Void> written(Connection connection) {
        return CaseWrites.open(connection, row)
                .then(Mono.defer(() -> CaseWrites.add(connection, first)))
                .then(Mono.defer(() -> named(connection)));
    }

    private Mono<Void> named(Connection connection) {
        return about.map(one -> CaseWrites.name(connection, one)).orElseGet(Mono::empty);
    }
}
