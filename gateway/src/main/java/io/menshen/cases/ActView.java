package io.menshen.cases;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An act as it is answered.
 *
 * @param staff who did it; null where the person did
 * @param detail the new owner, or the reason of a refusal; null where there is neither
 * @param note what was written; null where nothing was, or nobody can open it any more
 */
public record ActView(
        long seq,
        Instant at,
        String act,
        String status,
        @Nullable String staff,
        @Nullable String detail,
        @Nullable String note) {
    static ActView of(ActRow row, Optional<String> note) {
        var done = row.done();
        return new ActView(
                row.seq(),
                done.at(),
                CaseWords.of(done.act()),
                CaseWords.of(done.status()),
                done.staff().isEmpty() ? null : done.staff(),
                done.detail().isEmpty() ? null : done.detail(),
                note.orElse(null));
    }
}
