package io.menshen.intake;

import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.subject.ConsentState;

/**
 * One act of consent, in words of the registries.
 *
 * @param pointer its place in what was handed in
 * @param purpose as it was named
 * @param counts the purpose under which it is kept, which is where a decision looks for it
 * @param act how it was said
 * @param notice {@code current} or {@code old}
 */
record Consented(
        String pointer,
        String purpose,
        String counts,
        ConsentState.Entry entry,
        String act,
        String notice,
        Consents manner) {}
