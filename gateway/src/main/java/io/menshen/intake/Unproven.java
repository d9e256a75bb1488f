package io.menshen.intake;

import io.menshen.intake.Intake.From;
import io.menshen.intake.Intakes.InHand;
import io.menshen.subject.ConsentState;
import io.menshen.subject.Subject;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Consents of an import that do not say when and where they were given. A file may be older than
 * what the person said since, so they count only where nothing is known of the purpose.
 */
final class Unproven {
    private Unproven() {}

    /** The offer with those consents that count of this person. */
    static Offer counting(InHand in, Subject before) {
        var offer = in.offer();
        var unproven = unproven(in);
        var counting =
                offer.consents().stream()
                        .filter(one -> !unproven.contains(one) || said(before, one) == null)
                        .toList();
        return offer.shown(counting, offer.notice());
    }

    /** Whether one of them would take a withdrawal back. */
    static boolean overturns(InHand in, Subject before) {
        return unproven(in).stream()
                .map(one -> said(before, one))
                .anyMatch(last -> last != null && last.act() == ConsentState.Act.WITHDRAWN);
    }

    private static ConsentState.@Nullable Entry said(Subject before, Consented consent) {
        return before.consents().entries().get(consent.counts());
    }

    /** An offer has its consents in the order in which they were handed in. */
    private static Set<Consented> unproven(InHand in) {
        var given = in.handed().request().consents();
        if (in.handed().from() == From.CALL || given == null) {
            return Set.of();
        }
        return IntStream.range(0, given.size())
                .filter(i -> given.get(i).earlier() == null)
                .mapToObj(in.offer().consents()::get)
                .collect(Collectors.toUnmodifiableSet());
    }
}
