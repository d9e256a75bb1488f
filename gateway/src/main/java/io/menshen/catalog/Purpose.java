package io.menshen.catalog;

import io.menshen.kernel.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What data is used for (T/CCAGM 002 4.1.1).
 *
 * @param version raised with the wording; a consent to an earlier one is stale
 * @param manner words of the policy: read, message, profiling, automated_decision, provision
 * @param tokenScope tokens are the same within one scope
 * @param compatibleWith purposes whose data serves this one too, each with the reason (T/CCAGM 002
 *     4.1.3-c)
 * @param assessment number of the risk assessment (T/CCAGM 002 4.1.4-g)
 * @param retentionDays how long data of the purpose is kept, 1 or more
 * @param roles staff roles that may use it; empty means any
 * @param parent the purpose a vendor serves; null unless the basis is {@code PARENT}
 * @param statutory what a law keeps of it when the person is erased; null where none does
 * @param consentOf a compatible purpose whose consent counts; null where its own does
 */
public record Purpose(
        Label label,
        String owner,
        Basis basis,
        int version,
        Set<String> manner,
        String tokenScope,
        Set<Operation> operations,
        Map<String, Label> compatibleWith,
        boolean enabled,
        String assessment,
        int retentionDays,
        @Nullable Statutory statutory,
        boolean visibleToPerson,
        List<String> roles,
        Map<String, PurposeField> fields,
        @Nullable String parent,
        @Nullable String consentOf,
        boolean marketing,
        boolean frozen,
        boolean recognitionDeviation) {

    /** What the use rests on (PIPL 13); {@code PARENT} takes that of the purpose it serves. */
    public enum Basis {
        CONSENT,
        SEPARATE_CONSENT,
        CONTRACT,
        LEGAL_DUTY,
        PUBLIC_SAFETY,
        AGGREGATE,
        GUARDIAN_CONSENT,
        PARENT
    }

    /**
     * What a law makes the controller keep: it is only stored and protected until its last day,
     * also of a person who was erased (PIPL 47, 7-b).
     *
     * @param law the law and its article
     * @param fields fields of the purpose, of the class {@code STATUTORY}
     */
    public record Statutory(Label law, List<String> fields) {
        /** Keeps a copy. */
        public Statutory {
            fields = List.copyOf(fields);
        }
    }

    /** Keeps copies, the fields in their order. */
    public Purpose {
        manner = Set.copyOf(manner);
        operations = Set.copyOf(operations);
        compatibleWith = Ordered.copy(compatibleWith);
        roles = List.copyOf(roles);
        fields = Ordered.copy(fields);
    }
}
