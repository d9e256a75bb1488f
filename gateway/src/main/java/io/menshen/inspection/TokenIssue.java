package io.menshen.inspection;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.audit.AuditReceipt;
import io.menshen.audit.AuditRecord.Shown;
import io.menshen.catalog.Field;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Treatment;
import io.menshen.keys.IntegrityException;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Holding;
import io.menshen.vault.Vault;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** From an identifier to the person's tokens; a decision with operation {@code tokenize}. */
final class TokenIssue {
    private final Uses uses;
    private final Access access;
    private final Vault vault;
    private final ScopedTokens tokens;
    private final Records records;
    private final Alarms alarms;

    TokenIssue(
            Uses uses,
            Access access,
            Vault vault,
            ScopedTokens tokens,
            Records records,
            Alarms alarms) {
        this.uses = uses;
        this.access = access;
        this.vault = vault;
        this.tokens = tokens;
        this.records = records;
        this.alarms = alarms;
    }

    /** What is answered: tokens, and why there is none of a field. */
    record Issued(
            String id,
            String subject,
            Map<String, String> tokens,
            Map<String, String> withheld,
            int policyRevision) {}

    Mono<Issued> issue(Caller caller, TokenRequest request, String decisionId, String traceId) {
        return Mono.defer(() -> begun(caller, request, decisionId, traceId));
    }

    private Mono<Issued> begun(
            Caller caller, TokenRequest request, String decisionId, String traceId) {
        var use =
                uses.begin(
                        caller, request.purpose(), Operation.TOKENIZE, null, decisionId, traceId);
        var catalog = use.policy().catalog();
        var fields = request.fields() == null ? List.<String>of() : request.fields();
        for (var i = 0; i < fields.size(); i++) {
            if (catalog.field(fields.get(i)).isEmpty()) {
                return Mono.error(Uses.unknown("/fields/" + i, "a field of the catalogue"));
            }
        }
        return access.grant(use, Uses.reference(catalog, request.subject()))
                .flatMap(granted ->
                        vault.read(granted.subject(), stores(granted, fields), caller.consumer())
                                .flatMap(holding -> issued(granted, fields, holding)));
    }

    private static boolean tokenized(Granted granted, String field) {
        var shown = granted.permit().plan().get(field);
        return shown != null && shown.treatment() == Treatment.TOKENIZE;
    }

    private static Set<Field.Store> stores(Granted granted, List<String> fields) {
        return fields.stream()
                .filter(field -> tokenized(granted, field))
                .flatMap(field -> granted.use().policy().catalog().field(field).stream())
                .map(Field::store)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.Store.class)));
    }

    private Mono<Issued> issued(Granted granted, List<String> fields, Holding holding) {
        var issued = new LinkedHashMap<String, String>();
        var withheld = new LinkedHashMap<String, String>();
        for (var field : fields) {
            if (tokenized(granted, field)) {
                first(granted, field, holding)
                        .ifPresentOrElse(
                                token -> issued.put(field, token),
                                () -> withheld.put(field, "no_value"));
            } else {
                withheld.put(field, "not_tokenized");
            }
        }
        return recorded(granted, fields, issued).thenReturn(answer(granted, issued, withheld));
    }

    /** The token of the first value; of what another hand changed there is none, and an alarm. */
    private Optional<String> first(Granted granted, String name, Holding holding) {
        var use = granted.use();
        var field = use.policy().catalog().field(name).orElseThrow();
        try {
            return holding.open(name, field, use.question().day()).stream()
                    .findFirst()
                    .map(value -> tokens.ofField(use.scope(), name, granted.subject().id(), value));
        } catch (IntegrityException changed) {
            alarms.raise(use, field.store().word(), changed);
            return Optional.empty();
        }
    }

    private Mono<AuditReceipt> recorded(
            Granted granted, List<String> fields, Map<String, String> issued) {
        var stores = stores(granted, fields).stream().map(Field.Store::word).toList();
        var shown = issued.keySet().stream().map(f -> new Shown(f, Treatment.TOKENIZE)).toList();
        return records.permitted(granted, stores, shown);
    }

    private Issued answer(
            Granted granted, Map<String, String> issued, Map<String, String> withheld) {
        var use = granted.use();
        return new Issued(
                use.decisionId(),
                tokens.ofSubject(use.scope(), granted.subject().id()),
                issued,
                withheld,
                use.policy().revision());
    }
}
