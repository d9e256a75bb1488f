package io.menshen.cases;

import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.audit.AuditReceipt;
import io.menshen.cases.Officers.Admitted;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.storage.StaleException;
import io.menshen.storage.Transactions;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Transactions of cases, in which the act, its answer and its record stand or fall together. */
final class CaseTransactions {
    /** What is written, in the words of the audit. */
    static final List<String> STORES = List.of("cases");

    private static final Reason MOVED = Reason.of("case_moved");

    private final ConnectionFactory intake;
    private final Once once;
    private final Records records;

    /** Transactions over connections of the role {@code INTAKE}. */
    CaseTransactions(ConnectionFactory intake, Once once, Records records) {
        this.intake = intake;
        this.once = once;
        this.records = records;
    }

    /**
     * An act.
     *
     * @param id of what it is done with
     * @param auditId of the person; null where nobody is known
     * @param isNamed whether the record bears the id
     */
    record Effect(UUID id, Asked asked, Admitted by, @Nullable UUID auditId, boolean isNamed) {
        Effect(UUID id, Asked asked, Admitted by, @Nullable UUID auditId) {
            this(id, asked, by, auditId, false);
        }

        /** Done with what is about many people: its id is in the audit. */
        static Effect named(UUID id, Asked asked, Admitted by) {
            return new Effect(id, asked, by, null, true);
        }
    }

    /**
     * Does it.
     *
     * @param work its rows
     * @return the id as text; {@code CONFLICT} where another act was first, {@code
     *     STORE_UNAVAILABLE} where the database does not answer
     */
    Mono<String> run(Effect effect, Function<Connection, Mono<Void>> work) {
        return Transactions.run(intake, connection -> done(connection, effect, work))
                .onErrorMap(
                        StaleException.class,
                        _ -> Refusal.of(Refusal.Kind.CONFLICT, MOVED).toException())
                .onErrorMap(
                        failure ->
                                failure instanceof R2dbcException
                                        || failure instanceof TimeoutException,
                        _ -> CaseReads.unavailable());
    }

    private Mono<String> done(
            Connection connection, Effect effect, Function<Connection, Mono<Void>> work) {
        var id = effect.id().toString();
        return Mono.defer(() -> work.apply(connection))
                .then(Mono.defer(() -> once.keep(connection, effect.asked().write(), id)))
                .then(Mono.defer(() -> recorded(effect)))
                .thenReturn(id);
    }

    /** What is about nobody alone is recorded by its name. */
    private Mono<AuditReceipt> recorded(Effect effect) {
        var by = effect.by();
        return effect.isNamed()
                ? records.presented(by.use(), by.permit(), effect.id().toString())
                : records.changed(by.use(), by.permit(), effect.auditId(), STORES);
    }
}
