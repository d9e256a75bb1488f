package io.menshen.inspection;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Granted;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Label;
import io.menshen.consent.Receipts;
import io.menshen.consent.Receipts.Receipt;
import io.menshen.decision.Decision;
import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.decision.DecisionRequest.Evidence;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.keys.IntegrityException;
import io.menshen.notice.NoticeArchive;
import io.menshen.tokens.ScopedTokens;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A receipt, for the consumer that took the consent in. It is a use of the receipt's own purpose
 * with the operation {@code read}, or {@code consent} where the purpose has no reads, decided about
 * the caller alone: the proof of what was said may be had after a withdrawal too. Modelled on
 * ISO/IEC TS 27560, without a claim of conformity.
 */
final class ReceiptView {
    private static final List<String> STORES = List.of("subject");
    private static final Evidence SHOWN =
            new Evidence("current", "none", Consents.SEPARATE, Collections.emptySortedSet());

    private final Uses uses;
    private final Access access;
    private final Receipts receipts;
    private final NoticeArchive archive;
    private final ReceiptProof proof;
    private final ScopedTokens tokens;
    private final Records records;
    private final Refusals refusals;
    private final Alarms alarms;

    ReceiptView(
            Uses uses,
            Access access,
            Receipts receipts,
            NoticeArchive archive,
            ReceiptProof proof,
            ScopedTokens tokens,
            Records records,
            Refusals refusals,
            Alarms alarms) {
        this.uses = uses;
        this.access = access;
        this.receipts = receipts;
        this.archive = archive;
        this.proof = proof;
        this.tokens = tokens;
        this.records = records;
        this.refusals = refusals;
        this.alarms = alarms;
    }

    /** The text that was shown; without its words where it is not kept. */
    record Shown(int version, String hash, @Nullable Label wording) {}

    /** Sensitive kinds, each asked for by itself. */
    record Separate(List<String> given, List<String> declined) {}

    /** What is answered. */
    record Answer(
            String id,
            String receipt,
            String subject,
            String purpose,
            String act,
            String method,
            Separate separate,
            Shown notice,
            String channel,
            Instant at,
            String jws) {}

    /** An id that is none leads nowhere, as one of another consumer does. */
    Mono<Answer> of(String id, Caller caller, String decisionId, String traceId) {
        return Mono.fromSupplier(() -> UUID.fromString(id))
                .onErrorMap(IllegalArgumentException.class, _ -> nowhere())
                .flatMap(receipts::find)
                .doOnError(IntegrityException.class, changed -> alarms.raise("subject", changed))
                .onErrorComplete(IntegrityException.class)
                .flatMap(found ->
                        use(found, caller, decisionId, traceId).flatMap(use -> decided(found, use)))
                .switchIfEmpty(Mono.error(ReceiptView::nowhere));
    }

    private static RuntimeException nowhere() {
        return Refusal.of(Refusal.Kind.NOT_FOUND).toException();
    }

    /** A purpose that is not registered any more leads nowhere either. */
    private Mono<Use> use(Receipt found, Caller caller, String decisionId, String traceId) {
        var act = found.act();
        var channel = act.entry().channel();
        return Mono.justOrEmpty(uses.policy().catalog().purpose(act.purpose()))
                .map(purpose -> purpose.operations().contains(Operation.READ))
                .map(reads -> reads ? Operation.READ : Operation.CONSENT)
                .map(operation ->
                        uses.begin(caller, act.purpose(), operation, channel, decisionId, traceId));
    }

    private Mono<Answer> decided(Receipt found, Use use) {
        if (!found.act().said().consumer().equals(use.caller().consumer())) {
            return refusals.told(
                    use,
                    "",
                    found.subject().auditId(),
                    List.of("receipt_of_another"),
                    Refusal.of(Refusal.Kind.NOT_FOUND));
        }
        return permitted(use).flatMap(permit -> answered(found, use, permit));
    }

    private Mono<Decision.Permit> permitted(Use use) {
        var question = use.question();
        return question.operation() == Operation.READ
                ? access.permitted(use)
                : access.permitted(use, question.collecting(use.policy().catalog(), null, SHOWN));
    }

    private Mono<Answer> answered(Receipt found, Use use, Decision.Permit permit) {
        var act = found.act();
        return archive.find(act.purpose(), act.entry().notice())
                .doOnError(IntegrityException.class, changed -> alarms.raise("subject", changed))
                .onErrorComplete(IntegrityException.class)
                .filter(kept -> kept.hash().equals(act.said().hash()))
                .map(kept -> answer(found, use, kept.text()))
                .switchIfEmpty(Mono.fromSupplier(() -> answer(found, use, null)))
                .delayUntil(_ ->
                        records.permitted(
                                new Granted(use, found.subject(), permit, Map.of()),
                                STORES,
                                List.of()));
    }

    private Answer answer(Receipt found, Use use, @Nullable Label wording) {
        var act = found.act();
        var said = act.said();
        var subject = tokens.ofSubject(use.scope(), found.subject().id());
        return new Answer(
                use.decisionId(),
                act.id().toString(),
                subject,
                act.purpose(),
                act.entry().act().name().toLowerCase(Locale.ROOT),
                said.act(),
                new Separate(said.separate(), said.declined()),
                new Shown(act.entry().notice(), said.hash(), wording),
                act.entry().channel(),
                act.entry().at(),
                proof.of(use.policy().catalog(), act, subject));
    }
}
