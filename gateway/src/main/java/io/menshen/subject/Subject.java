package io.menshen.subject;

import io.menshen.kernel.Age;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing.WrappedKeys;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key record of a person with the state of consent beside it.
 *
 * @param auditId the person's id in the audit; null once erased
 * @param keys the wrapped data keys; null once erased, without the service key while a law keeps
 *     something of who was erased
 * @param age the band as it was declared; {@link #ageOn} tells the one of a day
 * @param ageReview the first day on which the next band counts; null where none follows
 * @param restrictions what the person objected to, as words of the policy
 * @param version of the key record, 1 or more; 0 before it was written
 */
public record Subject(
        SubjectId id,
        StoreRows rows,
        @Nullable UUID auditId,
        @Nullable WrappedKeys keys,
        Lifecycle lifecycle,
        Age age,
        @Nullable LocalDate ageReview,
        Guardian guardian,
        SortedSet<String> restrictions,
        long version,
        ConsentState consents) {

    /** Keeps a copy. */
    public Subject {
        restrictions = Collections.unmodifiableSortedSet(new TreeSet<>(restrictions));
    }

    /** A person who was not known before. */
    public static Subject fresh(SubjectId id, WrappedKeys keys) {
        return new Subject(
                id,
                StoreRows.random(),
                UUID.randomUUID(),
                keys,
                Lifecycle.ACTIVE,
                Age.UNKNOWN,
                null,
                Guardian.NONE,
                Collections.emptySortedSet(),
                0,
                ConsentState.NONE);
    }

    /**
     * The age band on a day: a child whose review is past counts as a teen, a teen as an adult
     * (PIPL 31).
     */
    public Age ageOn(LocalDate day) {
        if (ageReview == null || day.isBefore(ageReview)) {
            return age;
        }
        return switch (age) {
            case CHILD -> Age.TEEN;
            case TEEN, ADULT -> Age.ADULT;
            case UNKNOWN -> Age.UNKNOWN;
        };
    }

    /** With another band of age, and the day on which the next one counts. */
    public Subject aged(Age band, @Nullable LocalDate review) {
        return with(band, review, guardian, restrictions, consents);
    }

    /** With a guardian's consent, or without one. */
    public Subject guarded(Guardian by) {
        return with(age, ageReview, by, restrictions, consents);
    }

    /** With other objections of the person. */
    public Subject restricted(SortedSet<String> words) {
        return with(age, ageReview, guardian, words, consents);
    }

    /** With another state of consent. */
    public Subject consenting(ConsentState state) {
        return with(age, ageReview, guardian, restrictions, state);
    }

    private Subject with(
            Age band,
            @Nullable LocalDate review,
            Guardian by,
            SortedSet<String> words,
            ConsentState state) {
        return new Subject(
                id, rows, auditId, keys, lifecycle, band, review, by, words, version, state);
    }

    /**
     * Whether the person was erased but for what a law keeps: frozen, without a service key, and no
     * way back to any use.
     */
    public boolean isRetained() {
        return keys != null && keys.service() == null;
    }

    /** Whether the person was erased, whether or not a law keeps something of them. */
    public boolean isErased() {
        return lifecycle == Lifecycle.ERASED || isRetained();
    }

    /** What is left of who is being erased while a law keeps something of them. */
    public Subject retained() {
        var wrapped = Objects.requireNonNull(keys, "who is not erased has keys");
        var kept = new WrappedKeys(null, wrapped.statutory(), wrapped.epoch());
        return left(Lifecycle.FROZEN, UUID.randomUUID(), kept);
    }

    /**
     * Moved to another place in its life; the one function that does so.
     *
     * @throws IllegalStateException where no way leads there; an erased person has none left, and a
     *     retained one only that to the end
     */
    public Subject moved(Lifecycle to) {
        if (!Transition.leads(lifecycle, to) || (isRetained() && isBack(to))) {
            throw new IllegalStateException("no way leads from " + lifecycle + " to " + to);
        }
        return new Subject(
                id,
                rows,
                auditId,
                keys,
                to,
                age,
                ageReview,
                guardian,
                restrictions,
                version,
                consents);
    }

    private static boolean isBack(Lifecycle to) {
        return to == Lifecycle.ACTIVE || to == Lifecycle.CLOSED;
    }

    /** The same as it will stand once it is written. */
    Subject next() {
        return new Subject(
                id,
                rows,
                auditId,
                keys,
                lifecycle,
                age,
                ageReview,
                guardian,
                restrictions,
                version + 1,
                consents);
    }

    /** What is left of an erased person: that there was one, and nothing that leads there. */
    Subject emptied() {
        return left(lifecycle, null, null);
    }

    private Subject left(Lifecycle at, @Nullable UUID audit, @Nullable WrappedKeys wrapped) {
        return new Subject(
                id,
                rows,
                audit,
                wrapped,
                at,
                Age.UNKNOWN,
                null,
                Guardian.NONE,
                Collections.emptySortedSet(),
                version,
                ConsentState.NONE);
    }
}
