package io.menshen.cases;

import io.menshen.catalog.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as it is answered; it leads to nobody.
 *
 * @param ageDays since the day on which it was opened
 * @param workingDaysLeft after today, below 0 once the deadline is past; null of an ended case
 */
public record CaseView(
        UUID caseId,
        String kind,
        String channel,
        String identity,
        Instant openedAt,
        LocalDate deadline,
        String counted,
        String status,
        @Nullable Why reason,
        @Nullable String owner,
        long version,
        long ageDays,
        @Nullable Integer workingDaysLeft,
        Boolean overdue) {
    /** A reason with its clause, in both languages. */
    public record Why(String code, String clause, String zh, String en) {
        static Why of(RefusalReason reason) {
            var words = reason.words();
            return new Why(CaseWords.of(reason), reason.clause(), words.zh(), words.en());
        }
    }

    static CaseView of(CaseRow row, WorkCalendar calendar, LocalDate today) {
        var filed = row.filed();
        var stand = row.stand();
        var isEnded = stand.status().isEnded();
        return new CaseView(
                row.id(),
                CaseWords.of(filed.kind()),
                CaseWords.of(filed.inlet()),
                CaseWords.of(filed.identity()),
                filed.at(),
                filed.deadline(),
                CaseWords.of(filed.counted()),
                CaseWords.of(stand.status()),
                stand.reason().map(Why::of).orElse(null),
                stand.owner().isEmpty() ? null : stand.owner(),
                stand.version(),
                ChronoUnit.DAYS.between(filed.day(), today),
                isEnded ? null : calendar.left(today, filed.deadline()),
                !isEnded && today.isAfter(filed.deadline()));
    }
}
