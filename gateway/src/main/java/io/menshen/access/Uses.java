package io.menshen.access;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Field;
import io.menshen.decision.Question;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.RefusedException;
import io.menshen.masking.FieldType;
import io.menshen.policy.Policies;
import io.menshen.policy.PolicySnapshot;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins a use: takes the snapshot of the policy and turns what a caller wrote into words of its
 * registries. A word that is not registered is refused by its place, never repeated.
 */
public final class Uses {
    private static final String TOKEN = "token";

    private final Policies policies;
    private final Clock clock;

    Uses(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /** The policy in force. */
    public PolicySnapshot policy() {
        return policies.current();
    }

    /**
     * A use under the policy in force.
     *
     * @throws RefusedException {@code UNKNOWN_WORD} where the purpose is not registered
     */
    public Use begin(
            Caller caller,
            String purpose,
            Operation operation,
            @Nullable String channel,
            String decisionId,
            String traceId) {
        var policy = policies.current();
        var registered =
                policy.catalog()
                        .purpose(purpose)
                        .orElseThrow(() -> unknown("/purpose", "a purpose of the catalogue"));
        var question = new Question(caller, purpose, operation, channel, BusinessDay.today(clock));
        return new Use(policy, question, registered, decisionId, traceId);
    }

    /**
     * The person that a caller names.
     *
     * @param named exactly one member: {@code token}, or a look-up field with its value
     * @throws RefusedException {@code INVALID} or {@code UNKNOWN_WORD}
     */
    public static Reference reference(Catalog catalog, Map<String, Personal<String>> named) {
        if (named.size() != 1) {
            throw Refusal.invalid(
                            List.of(
                                    new Fault(
                                            "/subject",
                                            "one_identifier",
                                            "Exactly one member is needed: token, or a look-up field.")))
                    .toException();
        }
        var member = named.entrySet().iterator().next();
        if (member.getKey().equals(TOKEN)) {
            return new Reference.ByToken(Tokens.text(member.getValue()));
        }
        var field =
                catalog.field(member.getKey())
                        .filter(Field::lookup)
                        .orElseThrow(() -> unknown("/subject", "token or a look-up field"));
        return FieldType.of(field.type())
                .normalise(member.getValue())
                .map(value -> (Reference) new Reference.ByIdentifier(member.getKey(), value))
                .orElseThrow(() -> shape("/subject", field.type()));
    }

    /**
     * The caller's own purpose of that operation; without one any, which the policy refuses it.
     *
     * @throws RefusedException {@code NOT_FOUND} where no purpose has that operation
     */
    public static String purposeFor(Catalog catalog, Caller caller, Operation operation) {
        var own = catalog.consumer(caller.consumer()).map(Consumer::purposes).orElse(List.of());
        return catalog.purposes().entrySet().stream()
                .filter(entry -> entry.getValue().operations().contains(operation))
                .map(entry -> entry.getKey())
                .min(
                        Comparator.comparing((String name) -> !own.contains(name))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND).toException());
    }

    /** A refusal of a word that is not registered, by its place. */
    public static RefusedException unknown(String pointer, String allowed) {
        var fault = new Fault(pointer, "unknown_word", "Needed: " + allowed + ".");
        return new Refusal(Refusal.Kind.UNKNOWN_WORD, List.of(), List.of(fault), 0).toException();
    }

    private static RefusedException shape(String pointer, String type) {
        return Refusal.invalid(
                        List.of(
                                new Fault(
                                        pointer, "type", "Needed: a value of type " + type + ".")))
                .toException();
    }
}
