package io.menshen.intake;

import io.menshen.web.StrictJson;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what became of rows, and at the end how many there were of each. */
final class ImportTally {
    private final StrictJson json;
    private final Map<String, Long> counts = new HashMap<>();
    private RowResult.@Nullable Stopped stopped;
    private long rows;

    ImportTally(StrictJson json) {
        this.json = json;
    }

    /**
     * The last line. An answer without one was cut off.
     *
     * @param complete whether all rows that came were answered
     * @param stopped why not
     * @param row the first that was not
     * @param retryAfter seconds after which the rest may be sent
     */
    private record End(
            boolean end,
            boolean complete,
            long rows,
            long taken,
            long known,
            long valid,
            long refused,
            @Nullable String stopped,
            @Nullable Long row,
            @Nullable Integer retryAfter) {}

    /** Lines of results, up to one at which it stopped; empty where that is the first. */
    byte[] lines(List<RowResult> results) {
        var lines = new ByteArrayOutputStream();
        for (var result : results) {
            switch (result) {
                case RowResult.Told(var answer) -> add(lines, answer);
                case RowResult.Stopped at -> stopped = at;
            }
        }
        return lines.toByteArray();
    }

    private void add(ByteArrayOutputStream lines, RowAnswer answer) {
        rows++;
        counts.merge(answer.status(), 1L, Long::sum);
        if (lines.size() > 0) {
            lines.write('\n');
        }
        lines.writeBytes(json.write(answer));
    }

    byte[] end() {
        var at = stopped;
        return json.write(
                new End(
                        true,
                        at == null,
                        rows,
                        count("taken"),
                        count("known"),
                        count("valid"),
                        count("refused"),
                        at == null ? null : RowAnswer.code(at.refusal()),
                        at == null ? null : at.row(),
                        at == null ? null : Math.max(1, at.refusal().retryAfterSeconds())));
    }

    private long count(String status) {
        return counts.getOrDefault(status, 0L);
    }
}
