package io.menshen.disclosure;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.audit.AuditRecord;
import io.menshen.catalog.Field;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.Treatment;
import io.menshen.quota.MatchAttempts;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Holding;
import io.menshen.vault.Vault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The way of a read, from the decision to the answer (design, section 3). */
final class Disclosures {
    private final Uses uses;
    private final Access access;
    private final Vault vault;
    private final ScopedTokens tokens;
    private final MatchAttempts attempts;
    private final Records records;
    private final Alarms alarms;
    private final Formatting formatting;

    Disclosures(
            Uses uses,
            Access access,
            Vault vault,
            ScopedTokens tokens,
            MatchAttempts attempts,
            Records records,
            Alarms alarms,
            Formatting formatting) {
        this.uses = uses;
        this.access = access;
        this.vault = vault;
        this.tokens = tokens;
        this.attempts = attempts;
        this.records = records;
        this.alarms = alarms;
        this.formatting = formatting;
    }

    /** Answers one read; the record of it is durable before the answer is given. */
    Mono<Disclosure> disclose(
            Caller caller, DisclosureRequest request, String decisionId, String traceId) {
        return disclose(caller, Operation.READ, request, decisionId, traceId);
    }

    /** The same of all that may be handed to the person as a copy. */
    Mono<Disclosure> copy(
            Caller caller, DisclosureRequest request, String decisionId, String traceId) {
        return disclose(caller, Operation.EXPORT, request, decisionId, traceId);
    }

    private Mono<Disclosure> disclose(
            Caller caller,
            Operation operation,
            DisclosureRequest request,
            String decisionId,
            String traceId) {
        return Mono.defer(() -> {
            var use = uses.begin(caller, request.purpose(), operation, null, decisionId, traceId);
            var wanted = Wanted.of(request, use.policy().catalog());
            return disclose(use, wanted);
        });
    }

    /** Showing and comparing are two operations; who asks for both must be allowed both. */
    private Mono<Disclosure> disclose(Use use, Wanted wanted) {
        if (wanted.match().isEmpty()) {
            return access.grant(use, wanted.by()).flatMap(granted -> answer(granted, wanted));
        }
        var matching = access.grant(use.doing(Operation.MATCH), wanted.by());
        return wanted.shows()
                ? matching.flatMap(match -> both(match, use, wanted))
                : matching.flatMap(one -> answer(one, wanted));
    }

    /** Each of the two is in the audit under the request that it was decided by. */
    private Mono<Disclosure> both(Granted matching, Use use, Wanted wanted) {
        return access.grant(use, wanted.by())
                .flatMap(granted -> answer(granted, wanted))
                .flatMap(answer ->
                        records.permitted(matching, List.of(), compared(answer)).map(_ -> answer));
    }

    private Mono<Disclosure> answer(Granted granted, Wanted wanted) {
        var answering = new Answering(granted, wanted);
        return answering.nothingIsLeft()
                ? access.nothingLeft(granted, wanted.by(), answering.names())
                : answer(granted, wanted, answering);
    }

    private Mono<Disclosure> answer(Granted granted, Wanted wanted, Answering answering) {
        var stores = answering.stores();
        return vault.read(granted.subject(), stores, granted.use().caller().consumer())
                .flatMap(holding ->
                        compare(granted, wanted, answering, holding)
                                .flatMap(matches -> shown(granted, answering, holding, matches)))
                .flatMap(answer -> recorded(granted, stores, answer));
    }

    private Mono<Disclosure> shown(
            Granted granted,
            Answering answering,
            Holding holding,
            SequencedMap<String, Boolean> matches) {
        var sight = new Sight(granted, holding, tokens, alarms);
        return formatting
                .shown(granted, answering, sight)
                .map(formatted ->
                        disclosure(
                                granted,
                                answering,
                                Stream.concat(answering.shown(sight).stream(), formatted.stream())
                                        .toList(),
                                matches));
    }

    private Disclosure disclosure(
            Granted granted,
            Answering answering,
            List<Shown> shown,
            SequencedMap<String, Boolean> matches) {
        var use = granted.use();
        return new Disclosure(
                use.decisionId(),
                tokens.ofSubject(use.scope(), granted.subject().id()),
                use.question().purpose(),
                shown,
                answering.withheld(shown),
                matches,
                use.policy().revision());
    }

    private Mono<SequencedMap<String, Boolean>> compare(
            Granted granted, Wanted wanted, Answering answering, Holding holding) {
        if (answering.comparable().isEmpty()) {
            return Mono.just(new LinkedHashMap<>());
        }
        return Flux.fromIterable(answering.comparable())
                .concatMap(name -> compare(granted, wanted, name, holding))
                .collect(LinkedHashMap::new, (all, one) -> all.put(one.name(), one.same()));
    }

    private record Compared(String name, boolean same) {}

    private Mono<Compared> compare(Granted granted, Wanted wanted, String name, Holding holding) {
        var subject = granted.subject().id();
        var field =
                Objects.requireNonNull(granted.use().policy().catalog().fields().get(name), name);
        return attempts.permit(subject, name)
                .onErrorResume(RefusedException.class, refused -> access.capped(granted, refused))
                .flatMap(attempt -> {
                    var held = new Sight(granted, holding, tokens, alarms).open(name, field);
                    var asked = Objects.requireNonNull(wanted.match().get(name));
                    return Matching.matches(field.type(), asked, held)
                            ? attempts.succeeded(attempt).thenReturn(new Compared(name, true))
                            : Mono.just(new Compared(name, false));
                });
    }

    private Mono<Disclosure> recorded(Granted granted, Set<Field.Store> stores, Disclosure answer) {
        var words = stores.stream().map(Field.Store::word).toList();
        return records.permitted(granted, words, fields(answer)).map(_ -> answer);
    }

    private static List<AuditRecord.Shown> fields(Disclosure answer) {
        var shown =
                answer.fields().stream()
                        .map(one -> new AuditRecord.Shown(one.name(), one.treatment()));
        return Stream.concat(shown, compared(answer).stream()).toList();
    }

    private static List<AuditRecord.Shown> compared(Disclosure answer) {
        return answer.matches().keySet().stream()
                .map(name -> new AuditRecord.Shown(name, Treatment.MATCH))
                .toList();
    }
}
