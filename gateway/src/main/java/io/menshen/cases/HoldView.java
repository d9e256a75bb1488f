package io.menshen.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A hold as it is answered; it leads to nobody. */
public record HoldView(
        UUID holdId,
        String act,
        String ground,
        String status,
        Instant askedAt,
        String askedBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {
    static HoldView of(HoldRow row) {
        var asking = row.asking();
        return new HoldView(
                row.id(),
                CaseWords.of(asking.act()),
                CaseWords.of(asking.ground()),
                CaseWords.of(row.status()),
                asking.at(),
                asking.by(),
                row.ending().map(HoldRow.Ending::at).orElse(null),
                row.ending().map(HoldRow.Ending::by).orElse(null));
    }
}
