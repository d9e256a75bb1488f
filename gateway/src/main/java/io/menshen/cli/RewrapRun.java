package io.menshen.cli;

import io.menshen.kernel.SubjectId;
import io.menshen.storage.Role;
import io.menshen.subject.Rewrapping;
import io.menshen.subject.Subjects;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Wraps all that are left anew, says how far it is, and ends when nobody is left. */
final class RewrapRun {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final KeysAtWork keys;
    private final PrintWriter out;
    private final Set<SubjectId> refused = new HashSet<>();
    private long rewrapped;
    private long again;

    RewrapRun(KeysAtWork keys, PrintWriter out) {
        this.keys = keys;
        this.out = out;
    }

    /**
     * Runs until nobody is left under an older epoch.
     *
     * @param epoch the present one
     * @return how many cannot be wrapped anew, since their record or keys do not verify
     */
    int run(int epoch) throws IOException {
        var rewrapping = rewrapping();
        var said = System.nanoTime();
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
            if (System.nanoTime() - said > EVERY.toNanos()) {
                said = System.nanoTime();
                say(left(epoch));
            }
        }
        say(left(epoch));
        return refused.size();
    }

    private Rewrapping rewrapping() throws IOException {
        var intake = keys.pools().of(Role.INTAKE);
        try {
            var ring = keys.files().open();
            var subjects = Subjects.over(keys.pools(), ring);
            return new Rewrapping(subjects, ring, intake);
        } catch (GeneralSecurityException e) {
            throw new CannotException("the keysets do not open: " + e.getMessage());
        }
    }

    private long left(int epoch) {
        return keys.answer(keys.usage().epochs()).headMap(epoch).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void say(long left) {
        out.println(
                "rewrapped %d, %d left%s%s"
                        .formatted(
                                rewrapped,
                                left,
                                again == 0 ? "" : ", " + again + " taken again after a change",
                                refused.isEmpty() ? "" : ", " + refused.size() + " do not verify"));
    }
}
