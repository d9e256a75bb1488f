package io.menshen.intake;

import io.menshen.kernel.Age;
import io.menshen.subject.Subject;
import java.time.LocalDate;

/**
 * How old a known person is taken to be while an intake says otherwise. A birth date that makes
 * somebody older is a claim like any other: it opens nothing by itself (PIPL 31).
 */
final class Ages {
    /** From the end of childhood at 14 to majority at 18. */
    private static final int YEARS_OF_YOUTH = 4;

    private Ages() {}

    /** The person as the intake leaves them, but of the younger band of before and after. */
    static Subject younger(Subject before, Subject after, LocalDate day) {
        var was = before.ageOn(day);
        return isMinor(was) && was.compareTo(after.ageOn(day)) < 0
                ? after.aged(before.age(), before.ageReview())
                : after;
    }

    /**
     * Whether the intake lets a child or a teen come of age earlier than was known. The same birth
     * date again does not, whenever it comes; a day within the month of the birthday, which is not
     * known, counts as past it.
     */
    static boolean isRaised(Subject before, Subject after, LocalDate day) {
        var known = majority(before);
        return isMinor(before.age())
                && known.minusMonths(1).isAfter(day)
                && majority(after).isBefore(known);
    }

    private static boolean isMinor(Age age) {
        return age == Age.CHILD || age == Age.TEEN;
    }

    /** From when on the person counts as an adult; without a review never. */
    private static LocalDate majority(Subject subject) {
        var review = subject.ageReview() == null ? LocalDate.MAX : subject.ageReview();
        return switch (subject.age()) {
            case CHILD -> review.equals(LocalDate.MAX) ? review : review.plusYears(YEARS_OF_YOUTH);
            case TEEN -> review;
            case ADULT, UNKNOWN -> LocalDate.MIN;
        };
    }
}
