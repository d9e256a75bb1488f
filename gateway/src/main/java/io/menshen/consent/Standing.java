package io.menshen.consent;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.SubjectState;
import io.menshen.subject.Subject;
import java.time.LocalDate;
import java.util.TreeSet;

/** How a person stands towards a purpose: all that a decision may know of them. */
public final class Standing {
    /** The kind that a guardian's consent stands for (PIPL 31). */
    private static final String GUARDIAN = "guardian";

    private Standing() {}

    /**
     * The state of a person for one purpose on one day.
     *
     * @param purpose a registered purpose
     */
    public static SubjectState of(
            Subject subject, Catalog catalog, Purpose purpose, String name, LocalDate day) {
        var counts = catalog.consentOf(name).orElse(name);
        var version = catalog.purpose(counts).map(Purpose::version).orElse(purpose.version());
        var separate = new TreeSet<>(subject.consents().separate(counts));
        if (subject.guardian() == Guardian.CONSENTED) {
            separate.add(GUARDIAN);
        }
        return new SubjectState(
                subject.lifecycle(),
                subject.ageOn(day),
                subject.guardian(),
                subject.consents().of(counts, version),
                separate,
                subject.restrictions());
    }
}
