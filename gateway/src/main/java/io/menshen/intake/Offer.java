package io.menshen.intake;

import io.menshen.access.Reference;
import io.menshen.catalog.Field;
import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.decision.DecisionRequest.Evidence;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Personal;
import io.menshen.subject.Identifier;
import io.menshen.vault.NewValues;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a channel hands in, in words of the registries.
 *
 * @param values of each field, of its type and in its one spelling
 * @param made what follows from the values beyond what the purpose plans: it replaces what the
 *     person holds of it, and is not taken in anew
 * @param consents one for a purpose
 * @param notice {@code current}, {@code old} or {@code missing}
 * @param shown version of the notice; 0 where none was shown
 * @param guardian null where nothing was said
 * @param about whom it names; null where the values tell
 */
record Offer(
        List<NewValues> values,
        List<NewValues> made,
        List<Consented> consents,
        String notice,
        int shown,
        @Nullable Guardian guardian,
        String verification,
        @Nullable Reference about) {
    static final String MISSING = "missing";
    private static final String CURRENT = "current";

    /**
     * What is told of it before the person is known: a consent may stand, of which it says nothing.
     */
    Evidence evidence() {
        return evidence(notice.equals(MISSING) ? CURRENT : notice);
    }

    /**
     * What is told of it once the person is known: who consented under the notice that is current
     * was shown it.
     */
    Evidence evidence(Consent standing) {
        var shown = notice.equals(MISSING) && standing == Consent.GRANTED;
        return evidence(shown ? CURRENT : notice);
    }

    private Evidence evidence(String told) {
        var names = values.stream().map(NewValues::name).toList();
        return new Evidence(told, verification, manner(), new TreeSet<>(names));
    }

    private Consents manner() {
        return consents.stream().map(Consented::manner).anyMatch(Consents.BUNDLED::equals)
                ? Consents.BUNDLED
                : Consents.SEPARATE;
    }

    /** The same, with what is known of the texts that were shown. */
    Offer shown(List<Consented> said, String text) {
        return new Offer(values, made, said, text, shown, guardian, verification, about);
    }

    /** What is told of one consent by itself, which takes in no field. */
    Evidence evidence(Consented consent) {
        return new Evidence(
                consent.notice(), verification, consent.manner(), Collections.emptySortedSet());
    }

    /**
     * How the caller knows the person; who knows their number in its own books knows them, and who
     * hands in what is unique for all looks them up by it.
     */
    Reference by() {
        if (about != null) {
            return about;
        }
        return values.stream()
                .filter(value -> value.field().unique() == Field.Unique.GLOBAL)
                .findFirst()
                .<Reference>map(Offer::lookUp)
                .orElse(new Reference.ByToken(""));
    }

    private static Reference lookUp(NewValues value) {
        return new Reference.ByIdentifier(value.name(), value.values().getFirst());
    }

    /** The stores that it concerns. */
    Set<Field.Store> stores() {
        return Stream.concat(values.stream(), made.stream())
                .map(value -> value.field().store())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The values by which the person may be known already. */
    List<Identifier> identifiers(String consumer) {
        return values.stream()
                .filter(value -> value.field().unique() != Field.Unique.NONE)
                .map(value -> identifier(value, consumer))
                .toList();
    }

    /** Within what a value is unique; null where it is not. */
    static @Nullable String scope(Field field, String consumer) {
        return switch (field.unique()) {
            case NONE -> null;
            case GLOBAL -> Identifier.EVERYWHERE;
            case CONSUMER -> consumer;
        };
    }

    static Identifier identifier(NewValues value, String consumer) {
        var scope = scope(value.field(), consumer);
        Personal<String> first = value.values().getFirst();
        return new Identifier(value.name(), scope == null ? Identifier.EVERYWHERE : scope, first);
    }
}
