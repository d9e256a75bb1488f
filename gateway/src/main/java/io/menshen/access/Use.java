package io.menshen.access;

import io.menshen.catalog.Purpose;
import io.menshen.decision.Question;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Operation;
import io.menshen.policy.PolicySnapshot;
import io.menshen.tokens.ScopedTokens.Scope;

/**
 * One use in hand, under the one snapshot of the policy that it took at its start.
 *
 * @param question who wants to do what
 * @param purpose the purpose of the question, as registered
 * @param decisionId told to the caller, {@code d_…}
 * @param traceId 32 hex digits
 */
public record Use(
        PolicySnapshot policy,
        Question question,
        Purpose purpose,
        String decisionId,
        String traceId) {

    /** Who asks. */
    public Caller caller() {
        return question.caller();
    }

    /** The purpose whose consent counts, so that what is said is what decisions look for. */
    public String counts() {
        return policy.catalog().consentOf(question.purpose()).orElse(question.purpose());
    }

    /** The version of the notice under which that consent is given. */
    public int noticeVersion() {
        return policy.catalog().purpose(counts()).orElse(purpose).version();
    }

    /** The same use with another operation. */
    public Use doing(Operation operation) {
        var other =
                new Question(
                        caller(),
                        question.purpose(),
                        operation,
                        question.channel(),
                        question.day());
        return new Use(policy, other, purpose, decisionId, traceId);
    }

    /**
     * What the caps on a purpose count it as. Withdrawals are counted apart: no other use of the
     * purpose uses up their cap (T/CCAGM 002 4.1.2-d).
     */
    String counted() {
        return question.operation() == Operation.WITHDRAW
                ? question.purpose() + ":" + question.operation().word()
                : question.purpose();
    }

    /** Where this caller's tokens for this purpose are stable. */
    public Scope scope() {
        return new Scope(caller().consumer(), purpose.tokenScope());
    }
}
