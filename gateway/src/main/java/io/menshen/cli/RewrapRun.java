package io.menshen.cli;

import io.menshen.kernel.SubjectId;
import io.menshen.storage.Role;
import io.menshen.subject.Rewrapping;
import io.menshen.subject.Subjects;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** Wraps all that are left anew, says how far it is, and ends when nobody is left. */
final class RewrapRun {
    private final KeysAtWork keys;
    private final Progress progress;
    private final Set<SubjectId> refused = new HashSet<>();
    private long rewrapped;
    private long again;

    RewrapRun(KeysAtWork keys, PrintWriter out) {
        this.keys = keys;
        this.progress = new Progress(out);
    }

    /**
     * Runs until nobody is left under an older epoch.
     *
     * @param epoch the present one
     * @return how many were wrapped anew, and how many cannot be, since their record or keys do not
     *     verify
     */
    Done run(int epoch) throws IOException {
        var rewrapping = rewrapping();
        keys.answer(rewrapping.raise(epoch).thenReturn(epoch));
        for (var left = left(epoch); left > refused.size(); left = left(epoch)) {
            var batch = keys.answer(rewrapping.batch(epoch));
            rewrapped += batch.rewrapped();
            again += batch.again();
            refused.addAll(batch.refused());
            if (batch.rewrapped() + batch.again() == 0) {
                // Others have them, or one that was killed: its hold ends by itself.
                KeysAtWork.rest();
            }
            progress.sometimes(() -> told(epoch));
        }
        progress.now(() -> told(epoch));
        return new Done(rewrapped, refused.size());
    }

    private Rewrapping rewrapping() throws IOException {
        var ring = keys.ring();
        var subjects = Subjects.over(keys.pools(), ring);
        return new Rewrapping(subjects, ring, keys.pools().of(Role.INTAKE));
    }

    private long left(int epoch) {
        return KeysAtWork.sum(keys.answer(keys.usage().epochs()).headMap(epoch));
    }

    private String told(int epoch) {
        return "rewrapped %d, %d left%s%s"
                .formatted(
                        rewrapped,
                        left(epoch),
                        again == 0 ? "" : ", " + again + " taken again after a change",
                        refused.isEmpty() ? "" : ", " + refused.size() + " do not verify");
    }
}
