package io.menshen.kernel;

import java.util.List;

/**
 * What is answered instead of a result. The one table in {@code web} turns its {@link Kind} into a
 * problem and a status.
 *
 * @param kind what went wrong, in the gateway's own terms
 * @param reasons the codes to show; never holds a personal value
 * @param faults what is refused of the input by JSON pointer; empty where no place of it is meant
 * @param retryAfterSeconds when to try again; 0 where trying again does not help
 */
public record Refusal(Kind kind, List<Reason> reasons, List<Fault> faults, int retryAfterSeconds) {

    /** The kinds of refusal; each has one row in the table of problems. */
    public enum Kind {
        /** The input does not have the form that is asked for. */
        INVALID,
        /** A word of the input is not in the registries; it is never echoed. */
        UNKNOWN_WORD,
        /** No valid token. */
        UNAUTHENTICATED,
        /**
         * The policy refuses the caller, whoever the subject is; or by token, for reasons of
         * consent.
         */
        DENIED,
        /** The policy refuses because of a state of the subject that is not told. */
        SUBJECT_UNAVAILABLE,
        /** By identifier: unknown, ambiguous or refused. */
        NOT_FOUND,
        /** A token that was not issued to this caller for this use, or was altered. */
        TOKEN_INVALID,
        /** A write that conflicts with another or with an earlier use of its key. */
        CONFLICT,
        /** The body or a line is larger than allowed. */
        TOO_LARGE,
        /** A cap is used up. */
        CAPPED,
        /** More is asked of the gateway than it can do now. */
        OVERLOADED,
        /** The policy engine does not answer as it should. */
        POLICY_UNAVAILABLE,
        /** The audit does not take records. */
        AUDIT_UNAVAILABLE,
        /** A store, the key service or the journal does not answer. */
        STORE_UNAVAILABLE
    }

    /**
     * One fault of the input.
     *
     * @param pointer JSON pointer (RFC 6901) to the place
     * @param code stable code of the fault
     * @param detail what is wrong and what is allowed, without the value
     */
    public record Fault(String pointer, String code, String detail) {}

    /** A refusal with reasons. */
    public static Refusal of(Kind kind, Reason... reasons) {
        return new Refusal(kind, List.of(reasons), List.of(), 0);
    }

    /** A refusal that a later try may get past. */
    public static Refusal retry(Kind kind, int afterSeconds, Reason... reasons) {
        return new Refusal(kind, List.of(reasons), List.of(), afterSeconds);
    }

    /** Faulty input, all faults at once. */
    public static Refusal invalid(List<Fault> faults) {
        return new Refusal(Kind.INVALID, List.of(), faults, 0);
    }

    /** This refusal as an exception for a reactive chain. */
    public RefusedException toException() {
        return new RefusedException(this);
    }
}
