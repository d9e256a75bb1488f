package io.menshen.intake;

import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.subject.ConsentState;
import java.util.List;
import java.util.UUID;

/**
 * One act of consent, in words of the registries.
 *
 * @param pointer its place in what was handed in
 * @param purpose as it was named
 * @param counts the purpose under which it is kept, which is where a decision looks for it
 * @param act how it was said
 * @param notice {@code current}, {@code old} or {@code altered}
 * @param hash of the text that was shown
 * @param receipt id of its receipt
 * @param declined sensitive kinds that were asked for and not agreed to, sorted
 */
record Consented(
        String pointer,
        String purpose,
        String counts,
        ConsentState.Entry entry,
        String act,
        String notice,
        Consents manner,
        String hash,
        UUID receipt,
        List<String> declined) {
    /** Keeps a copy. */
    Consented {
        declined = List.copyOf(declined);
    }

    /** The same, once it is known which text is in force. */
    Consented under(String text, List<String> kinds) {
        return new Consented(
                pointer, purpose, counts, entry, act, text, manner, hash, receipt, kinds);
    }
}
