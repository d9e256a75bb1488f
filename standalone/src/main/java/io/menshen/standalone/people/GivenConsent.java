package io.menshen.standalone.people;

import io.menshen.kernel.Consent;
import java.util.Set;

/**
 * How a generated person's consent to one purpose shall stand.
 *
 * @param purpose as in the registry
 * @param state never {@code MISSING}: what is not listed was never given
 * @param separate sensitive kinds with a separate consent (T/CCAGM 002 4.1.2-e)
 */
public record GivenConsent(String purpose, Consent state, Set<String> separate) {
    /** A copy, so that nothing changes afterwards. */
    public GivenConsent {
        separate = Set.copyOf(separate);
        if (state == Consent.MISSING) {
            throw new IllegalArgumentException(
                    purpose + ": a consent that is missing is not listed");
        }
    }

    static GivenConsent of(String purpose, Consent state, String... separate) {
        return new GivenConsent(purpose, state, Set.of(separate));
    }
}
