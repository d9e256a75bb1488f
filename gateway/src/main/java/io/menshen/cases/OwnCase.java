package io.menshen.cases;

import io.menshen.catalog.Label;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A request as the person is told it: without whoever answers it, and without notes.
 *
 * @param kind a word, such as {@code restrict}
 * @param deadline the last day on which it can be answered in time
 * @param status a word, such as {@code open}
 * @param why of a refused one only
 * @param mayTakeBack whether it was asked for here, and nothing was decided yet
 */
public record OwnCase(
        UUID id,
        String kind,
        LocalDate opened,
        LocalDate deadline,
        String status,
        Optional<Why> why,
        boolean mayTakeBack) {
    /** Why a request was refused, and where that is said. */
    public record Why(Label words, String clause) {}

    static OwnCase of(CaseRow row) {
        var filed = row.filed();
        var status = row.stand().status();
        return new OwnCase(
                row.id(),
                CaseWords.of(filed.kind()),
                filed.day(),
                filed.deadline(),
                CaseWords.of(status),
                row.stand().reason().map(reason -> new Why(reason.words(), reason.clause())),
                isOwn(row) && Act.TAKEN_BACK.fits(status));
    }

    /**
     * Whether the person asked for it on their pages; what the desk opened is not theirs to end.
     */
    static boolean isOwn(CaseRow row) {
        return row.filed().inlet() == Inlet.PAGE
                && OwnCases.kinds().contains(CaseWords.of(row.filed().kind()));
    }
}
