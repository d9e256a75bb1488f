package io.menshen.access;

import io.menshen.catalog.Catalog;
import io.menshen.consent.Standing;
import io.menshen.decision.Decision;
import io.menshen.decision.DecisionPoints;
import io.menshen.decision.DecisionRequest;
import io.menshen.journal.ReplayGate;
import io.menshen.kernel.Age;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectState;
import io.menshen.quota.Quota;
import io.menshen.subject.Subject;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The stages of design section 3, from the caller to the decision about one person. */
public final class Access {
    /** As whom nobody is decided, so that nobody costs a decision too. */
    private static final SubjectState NOBODY =
            new SubjectState(
                    Lifecycle.ERASED,
                    Age.UNKNOWN,
                    Guardian.NONE,
                    Consent.MISSING,
                    Collections.emptySortedSet(),
                    Collections.emptySortedSet());

    private final ReplayGate gate;
    private final DecisionPoints decisions;
    private final Quota quota;
    private final Finding finding;
    private final Refusals refusals;

    Access(
            ReplayGate gate,
            DecisionPoints decisions,
            Quota quota,
            Finding finding,
            Refusals refusals) {
        this.gate = gate;
        this.decisions = decisions;
        this.quota = quota;
        this.finding = finding;
        this.refusals = refusals;
    }

    /**
     * Grants a use of one person's data or refuses it; a refusal is in the audit before it is told.
     *
     * @return a {@link RefusedException} of kind {@code DENIED}, {@code CAPPED}, {@code NOT_FOUND},
     *     {@code TOKEN_INVALID}, {@code SUBJECT_UNAVAILABLE}, or of what did not answer
     */
    public Mono<Granted> grant(Use use, Reference by) {
        return permitted(use).flatMap(caller -> grant(use, by, caller));
    }

    /** The same to a caller who was permitted as such before. */
    public Mono<Granted> grant(Use use, Reference by, Decision.Permit caller) {
        return Steps.evened(found(use, by).flatMap(found -> decide(use, by, found, caller)));
    }

    /**
     * Permits a caller as such, once the journal was replayed, and spends one of its caps.
     *
     * @return the plan before any person is known, which shows nothing to anyone
     */
    public Mono<Decision.Permit> permitted(Use use) {
        return permitted(use, use.question().aboutCaller(catalog(use)));
    }

    /** The same by a request of the caller's own, such as one with evidence. */
    public Mono<Decision.Permit> permitted(Use use, DecisionRequest request) {
        return gate.pass(() -> decide(use, request))
                .flatMap(decision ->
                        switch (decision) {
                            case Decision.Permit permit -> spend(use).thenReturn(permit);
                            case Decision.Deny deny ->
                                    refusals.aboutCaller(use, deny.request(), deny.reasons());
                        });
    }

    /**
     * Refuses a use of which nothing is left: no wanted field is in the plan (design, section 4).
     *
     * @param fields the wanted fields, one or more
     */
    public <T> Mono<T> nothingLeft(Granted granted, Reference by, Collection<String> fields) {
        var withheld = granted.permit().withheld();
        var codes =
                fields.stream()
                        .map(field -> withheld.getOrDefault(field, "undecided"))
                        .distinct()
                        .sorted()
                        .toList();
        var request = granted.permit().request();
        var ofCaller = fields.stream().allMatch(field -> granted.concernsCaller(field));
        return ofCaller
                ? refusals.aboutCaller(granted.use(), request, codes)
                : refusals.aboutSubject(
                        granted.use(), by, request, granted.subject().auditId(), codes);
    }

    /** A cap on one person's data that is used up further on; it is recorded before it is told. */
    public <T> Mono<T> capped(Granted granted, RefusedException refused) {
        return capped(granted.use(), granted.subject().auditId(), refused);
    }

    private <T> Mono<T> capped(Use use, @Nullable UUID auditId, RefusedException refused) {
        return refused.refusal().kind() == Refusal.Kind.CAPPED
                ? refusals.capped(use, auditId, refused)
                : Mono.error(refused);
    }

    /** The decision of the use's snapshot. */
    public Mono<Decision> decide(Use use, DecisionRequest request) {
        return decisions.of(use.policy()).decide(request);
    }

    /** Spends one of the caller's caps for a use that needs no permit, such as asking why. */
    public Mono<Void> spend(Use use) {
        return catalog(use)
                .consumer(use.caller().consumer())
                .map(known -> quota.spend(use.caller(), use.counted(), known.caps()))
                .orElseGet(Mono::empty)
                .onErrorResume(RefusedException.class, refused -> capped(use, null, refused));
    }

    /**
     * The person whom a caller names, before any decision about them; whoever is not found is
     * refused as {@link #grant} refuses.
     */
    public Mono<Subject> named(Use use, Reference by) {
        return Steps.evened(
                found(use, by)
                        .flatMap(found ->
                                found.map(Mono::just).orElseGet(() -> unknown(use, by, ""))));
    }

    private <T> Mono<T> unknown(Use use, Reference by, String request) {
        return refusals.aboutSubject(use, by, request, null, List.of("subject_unknown"));
    }

    private Mono<Optional<Subject>> found(Use use, Reference by) {
        return switch (by) {
            case Reference.ByToken token -> finding.byToken(use, token);
            case Reference.ByFieldToken token -> finding.byFieldToken(use, token);
            case Reference.ByFormatToken token -> finding.byFormatToken(use, token);
            case Reference.ByIdentifier identifier -> finding.byIdentifier(use, identifier);
        };
    }

    private Mono<Granted> decide(
            Use use, Reference by, Optional<Subject> found, Decision.Permit caller) {
        var state = found.map(subject -> state(use, subject)).orElse(NOBODY);
        return decide(use, use.question().about(catalog(use), state))
                .flatMap(decision ->
                        switch (decision) {
                            case Decision.Permit permit when found.isPresent() ->
                                    Mono.just(
                                            new Granted(
                                                    use, found.get(), permit, caller.withheld()));
                            case Decision.Permit permit -> unknown(use, by, permit.request());
                            case Decision.Deny deny ->
                                    refusals.aboutSubject(
                                            use,
                                            by,
                                            deny.request(),
                                            auditId(found),
                                            deny.reasons());
                        });
    }

    /** Who was erased but for what a law keeps is, to who erases again, erased. */
    private static SubjectState state(Use use, Subject subject) {
        var of = use.question();
        return subject.isRetained() && of.operation() == Operation.ERASE
                ? NOBODY
                : Standing.of(subject, catalog(use), use.purpose(), of.purpose(), of.day());
    }

    private static @Nullable UUID auditId(Optional<Subject> found) {
        return found.map(Subject::auditId).orElse(null);
    }

    private static Catalog catalog(Use use) {
        return use.policy().catalog();
    }
}
