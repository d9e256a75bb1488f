package io.menshen.cases;

import io.menshen.cases.CaseFilter.Place;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A case that is not ended, for a list; of one that was changed only id and deadline tell.
 *
 * @param opened the day on which it was
 * @param deadline the last day on which it is answered in time
 * @param counted what the deadline was counted by, {@code calendar} or {@code weekdays}
 * @param owner empty where nobody has it yet
 * @param isTrue whether its row is as the gateway wrote it
 */
public record CaseLine(
        UUID id,
        String kind,
        String status,
        LocalDate opened,
        LocalDate deadline,
        String counted,
        String owner,
        boolean isTrue) {
    static CaseLine of(Listed listed) {
        return listed.row().map(CaseLine::of).orElseGet(() -> changed(listed.place()));
    }

    private static CaseLine changed(Place at) {
        return new CaseLine(at.id(), "", "", at.deadline(), at.deadline(), "", "", false);
    }

    private static CaseLine of(CaseRow row) {
        var filed = row.filed();
        var stand = row.stand();
        return new CaseLine(
                row.id(),
                CaseWords.of(filed.kind()),
                CaseWords.of(stand.status()),
                filed.day(),
                filed.deadline(),
                CaseWords.of(filed.counted()),
                stand.owner(),
                true);
    }
}
