package io.menshen.subject;

import io.menshen.kernel.SubjectId;
import io.menshen.storage.StaleException;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** Changes of one person, tried anew from the last version while other writers come first. */
public final class SubjectChanges {
    private static final int TRIES = 10;

    private final Subjects subjects;
    private final SubjectWrites writes;
    private final ConnectionFactory intake;

    SubjectChanges(Subjects subjects, SubjectWrites writes, ConnectionFactory intake) {
        this.subjects = subjects;
        this.writes = writes;
        this.intake = intake;
    }

    /**
     * Changes a person.
     *
     * @param change from the person as read to the person as they shall stand
     * @param beside work of the same transaction, given the changed person
     * @return the changed person; empty where there is nobody of that id; a {@link StaleException}
     *     where other writers came first every time
     */
    public Mono<Subject> change(SubjectId id, UnaryOperator<Subject> change, Beside beside) {
        return Mono.defer(() -> subjects.find(id))
                .map(change)
                .flatMap(changed -> write(changed, beside))
                .retryWhen(Transactions.anew(TRIES, StaleException.class::isInstance));
    }

    private Mono<Subject> write(Subject changed, Beside beside) {
        return Transactions.run(
                intake,
                connection ->
                        writes.change(connection, changed)
                                .then(Mono.defer(() -> beside.apply(changed).apply(connection)))
                                .thenReturn(changed));
    }

    /** What stands or falls with a change; it runs in its transaction. */
    @FunctionalInterface
    public interface Beside extends Function<Subject, Function<Connection, Mono<Void>>> {
        /** Nothing. */
        Beside NOTHING = _ -> _ -> Mono.empty();
    }
}
