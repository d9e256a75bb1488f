package io.menshen.access;

import io.menshen.catalog.Ground;
import io.menshen.kernel.Reason;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Kind;
import io.menshen.kernel.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a caller is told of a refusal, and when: after its record is durable. Reasons about the
 * caller are told in full. Of a person, by a token only those of consent are told; by an identifier
 * nothing, so that unknown, ambiguous and refused are one answer (design, section 7).
 */
public final class Refusals {
    /** Reasons of the gateway's own; those of rules have their clause from the policy. */
    private static final Map<String, String> OWN = Map.of("identifier_not_registered", "4.1.3-b");

    private final Records records;
    private final Misses misses;

    Refusals(Records records, Misses misses) {
        this.records = records;
        this.misses = misses;
    }

    /** The caller may not, whoever the person is. */
    public <T> Mono<T> aboutCaller(Use use, String request, List<String> codes) {
        return after(use, request, null, codes, Refusal.of(Kind.DENIED, reasons(use, codes)));
    }

    /** The person stands so that it may not be; nobody is a person without an audit id. */
    public <T> Mono<T> aboutSubject(
            Use use, Reference by, String request, @Nullable UUID auditId, List<String> codes) {
        return after(use, request, auditId, codes, outward(use, by, codes));
    }

    /** A token that is none of this caller's; whatever is wrong with it, the answer is one. */
    public <T> Mono<T> noToken(Use use) {
        misses.byToken();
        var told = Refusal.of(Kind.TOKEN_INVALID);
        return after(use, "", null, List.of("token_invalid"), told);
    }

    /** Something else, told as it is. */
    public <T> Mono<T> told(Use use, String request, List<String> codes, Refusal refusal) {
        return after(use, request, null, codes, refusal);
    }

    /** The same about a person; null where nobody was found. */
    public <T> Mono<T> told(
            Use use, String request, @Nullable UUID auditId, List<String> codes, Refusal refusal) {
        return after(use, request, auditId, codes, refusal);
    }

    /** A cap is used up; the record says so, the refusal says when to come back. */
    <T> Mono<T> capped(Use use, @Nullable UUID auditId, RefusedException refused) {
        return after(use, "", auditId, List.of("capped"), refused.refusal());
    }

    private <T> Mono<T> after(
            Use use, String request, @Nullable UUID auditId, List<String> codes, Refusal told) {
        return records.refused(use, request, auditId, codes).then(Mono.error(told::toException));
    }

    private Refusal outward(Use use, Reference by, List<String> codes) {
        if (by instanceof Reference.ByIdentifier) {
            misses.byIdentifier();
            return Refusal.of(Kind.NOT_FOUND);
        }
        return codes.stream().allMatch(code -> isToldByToken(use, code))
                ? Refusal.of(Kind.DENIED, reasons(use, codes))
                : Refusal.of(Kind.SUBJECT_UNAVAILABLE);
    }

    private static Reason[] reasons(Use use, List<String> codes) {
        var catalog = use.policy().catalog();
        return codes.stream()
                .map(code ->
                        OWN.containsKey(code)
                                ? new Reason(code, OWN.getOrDefault(code, ""))
                                : catalog.reason(code))
                .toArray(Reason[]::new);
    }

    /** The policy marks the reasons of consent so: whoever holds a token may know them. */
    static boolean isToldByToken(Use use, String code) {
        var ground = use.policy().catalog().reasons().get(code);
        return ground != null && ground.told() == Ground.Told.TOKEN;
    }
}
