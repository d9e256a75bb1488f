package io.menshen.subject;

import io.menshen.kernel.Age;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing.WrappedKeys;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key record of a person with the state of consent beside it.
 *
 * @param auditId the person's id in the audit; null once erased
 * @param keys the wrapped data keys; null once erased
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
        return new Subject(
                id,
                rows,
                auditId,
                keys,
                lifecycle,
                band,
                review,
                guardian,
                restrictions,
                version,
                consents);
    }

    /** With a guardian's consent, or without one. */
    public Subject guarded(Guardian by) {
        return new Subject(
                id,
                rows,
                auditId,
                keys,
                lifecycle,
                age,
                ageReview,
                by,
                restrictions,
                version,
                consents);
    }

    /** With other objections of the person. */
    public Subject restricted(SortedSet<String> words) {
        return new Subject(
                id, rows, auditId, keys, lifecycle, age, ageReview, guardian, words, version,
                consents);
    }

    /** With another state of consent. */
    public Subject consenting(ConsentState state) {
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
                version,
                state);
    }

    /**
     * Moved to another place in its life; the one function that does so.
     *
     * @throws IllegalStateException where no way leads there; an erased person has none left
     */
    public Subject moved(Lifecycle to) {
        if (!Transition.leads(lifecycle, to)) {
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
        return new Subject(
                id,
                rows,
                null,
                null,
                lifecycle,
                Age.UNKNOWN,
                null,
                Guardian.NONE,
                Collections.emptySortedSet(),
                version,
                ConsentState.NONE);
    }
}
