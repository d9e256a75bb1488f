package io.menshen.intake;

import io.menshen.kernel.Personal;
import io.menshen.subject.Subject;
import java.time.LocalDate;

/**
 * Where a birth date becomes an age band. The day of its review is cut to the month, so that it
 * tells no birthday; nobody is taken for older than they are.
 */
final class Bands {
    private Bands() {}

    static Subject apply(Subject subject, Personal<Derivation.Band> of) {
        var band = of.open();
        return subject.aged(band.age(), band.until().map(Bands::monthAfter).orElse(null));
    }

    /** Whether somebody of that birth date, as its type spells it, is born by that day. */
    static boolean isBorn(Personal<String> date, LocalDate day) {
        return !LocalDate.parse(date.open()).isAfter(day);
    }

    private static LocalDate monthAfter(LocalDate birthday) {
        return birthday.plusMonths(1).withDayOfMonth(1);
    }
}
