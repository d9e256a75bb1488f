package io.menshen.intake;

import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.audit.AuditRecord.Shown;
import io.menshen.catalog.Field;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.storage.Transactions;
import io.menshen.subject.Subject;
import io.menshen.subject.SubjectWrites;
import io.menshen.vault.Holding;
import io.menshen.vault.NewValues;
import io.menshen.vault.Provenance;
import io.menshen.vault.VaultWrites;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Writes a correction in one transaction, whose last step is its record. */
final class CorrectionWriter {
    private static final Refusal OLDER = Refusal.of(Refusal.Kind.SUBJECT_UNAVAILABLE);
    private static final int NO_NOTICE = 0;

    private final ConnectionFactory intake;
    private final SubjectWrites subjects;
    private final VaultWrites vault;
    private final Records records;
    private final Refusals refusals;
    private final Clock clock;

    CorrectionWriter(
            ConnectionFactory intake,
            SubjectWrites subjects,
            VaultWrites vault,
            Records records,
            Refusals refusals,
            Clock clock) {
        this.intake = intake;
        this.subjects = subjects;
        this.vault = vault;
        this.records = records;
        this.refusals = refusals;
        this.clock = clock;
    }

    static RefusedException conflict() {
        return Refusal.of(Refusal.Kind.CONFLICT).toException();
    }

    static Set<Field.Store> stores(List<NewValues> values) {
        return values.stream()
                .map(value -> value.field().store())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Writes.
     *
     * @param after the person, of the version that was decided about: who was changed since is a
     *     {@link io.menshen.storage.StaleException}
     * @param all what is corrected, the first, and what is made of it
     */
    Mono<Void> write(Granted granted, Subject after, List<NewValues> all, Holding holding) {
        return Transactions.run(
                        intake,
                        connection ->
                                written(connection, granted, after, all, holding)
                                        .then(Mono.defer(() -> recorded(granted, all)))
                                        .thenReturn(after))
                .then();
    }

    private Mono<Void> written(
            Connection connection,
            Granted granted,
            Subject after,
            List<NewValues> all,
            Holding holding) {
        var use = granted.use();
        var from =
                new Provenance(
                        use.question().purpose(),
                        use.caller().consumer(),
                        clock.instant(),
                        NO_NOTICE,
                        use.question().day());
        return subjects.change(connection, after)
                .then(Mono.defer(() -> vault.follow(connection, after, holding, all, from)));
    }

    private Mono<Void> recorded(Granted granted, List<NewValues> all) {
        var name = all.getFirst().name();
        var planned = Objects.requireNonNull(granted.permit().plan().get(name));
        var stores = stores(all).stream().map(Field.Store::word).sorted().toList();
        return records.permitted(granted, stores, List.of(new Shown(name, planned.treatment())))
                .then();
    }

    /** In the audit, as any refusal; completes then. */
    Mono<Void> older(Granted granted) {
        var request = granted.permit().request();
        var auditId = granted.subject().auditId();
        return refusals.<Void>told(granted.use(), request, auditId, List.of("age_raised"), OLDER)
                .onErrorResume(
                        RefusedException.class,
                        refused ->
                                refused.refusal().equals(OLDER)
                                        ? Mono.empty()
                                        : Mono.error(refused));
    }
}
