package io.menshen.standalone.people;

import io.menshen.kernel.Age;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Personal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A person who does not exist, as they shall stand once they were taken in.
 *
 * @param externalId the id in the app's system, unique
 * @param fields values by the registry's field, in order; every one fits its field's type
 * @param consents what was given, withdrawn or outdated; other purposes were never asked
 * @param age the declared band
 * @param guardian whether a guardian's consent stands
 * @param lifecycle where the record ends up; {@code ERASED} is taken in first and then erased
 * @param restrictions what the person objected to, as words of the policy
 */
public record GeneratedPerson(
        String externalId,
        Map<String, List<Personal<String>>> fields,
        List<GivenConsent> consents,
        Age age,
        Guardian guardian,
        Lifecycle lifecycle,
        Set<String> restrictions) {
    /** Copies, so that nothing changes afterwards. */
    public GeneratedPerson {
        fields = Map.copyOf(fields);
        consents = List.copyOf(consents);
        restrictions = Set.copyOf(restrictions);
    }
}
