package io.menshen.disclosure;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.audit.AuditRecord;
import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.IntegrityException;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Holding;
import io.menshen.vault.Origin;
import io.menshen.vault.Vault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** What is held of a person, as they see it themselves: a read as any, with where it comes from. */
public final class OwnData {
    private final Access access;
    private final Vault vault;
    private final ScopedTokens tokens;
    private final Records records;
    private final Alarms alarms;

    OwnData(Access access, Vault vault, ScopedTokens tokens, Records records, Alarms alarms) {
        this.access = access;
        this.vault = vault;
        this.tokens = tokens;
        this.records = records;
        this.alarms = alarms;
    }

    /**
     * A field of which something is held.
     *
     * @param values one or more, as they are shown
     * @param origins one a value; none where a row was altered
     */
    public record Held(
            String name, Field field, List<Personal<String>> values, List<Origin> origins) {
        /** Keeps copies. */
        public Held {
            values = List.copyOf(values);
            origins = List.copyOf(origins);
        }
    }

    /**
     * All that the purpose of the use shows of a person; the record of it is durable before.
     *
     * @return errors as of {@link Access#grant}
     */
    public Mono<List<Held>> see(Use use, SubjectId subject) {
        var by = new Reference.ByToken(tokens.ofSubject(use.scope(), subject));
        return access.grant(use, by).flatMap(granted -> see(granted, by));
    }

    private Mono<List<Held>> see(Granted granted, Reference by) {
        var answering =
                new Answering(granted, new Wanted(by, null, new LinkedHashMap<>(), Map.of()));
        var stores = answering.stores();
        return vault.read(granted.subject(), stores, granted.use().caller().consumer())
                .map(holding -> held(granted, answering, holding))
                .delayUntil(held ->
                        records.permitted(
                                granted,
                                stores.stream().map(Field.Store::word).toList(),
                                held.stream().map(one -> shown(granted, one)).toList()));
    }

    private List<Held> held(Granted granted, Answering answering, Holding holding) {
        var sight = new Sight(granted, holding, tokens, alarms);
        return answering.shown(sight).stream()
                .map(one ->
                        new Held(
                                one.name(),
                                one.field(),
                                one.values(),
                                origins(granted, holding, one)))
                .toList();
    }

    private List<Origin> origins(Granted granted, Holding holding, Shown one) {
        try {
            return holding.origins(one.name(), one.field(), granted.use().question().day());
        } catch (IntegrityException changed) {
            alarms.raise(granted.use(), one.field().store().word(), changed);
            return List.of();
        }
    }

    private static AuditRecord.Shown shown(Granted granted, Held held) {
        var planned = granted.permit().plan().get(held.name());
        return new AuditRecord.Shown(held.name(), Objects.requireNonNull(planned).treatment());
    }
}
