package io.menshen.intake;

import io.menshen.subject.ConsentState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person agreed to, once an intake is added to what they said before. */
final class Agreed {
    private Agreed() {}

    /** The state after those acts; the same where none of them changes it. */
    static ConsentState after(ConsentState before, List<Consented> acts) {
        var state = before;
        for (var act : acts) {
            state =
                    stands(state.entries().get(act.counts()), act.entry())
                            ? state
                            : state.with(act.counts(), act.entry());
        }
        return state.equals(before)
                ? before
                : new ConsentState(before.version() + 1, state.entries());
    }

    /**
     * Whether what was said before is kept: a withdrawal that came while an intake was tried again,
     * and a consent under a newer notice than the one that is handed in late.
     */
    private static boolean stands(ConsentState.@Nullable Entry last, ConsentState.Entry next) {
        return last != null && (isLater(last, next) || isNewer(last, next));
    }

    /** Of a withdrawal and a consent of one moment the withdrawal is the last word. */
    private static boolean isLater(ConsentState.Entry last, ConsentState.Entry next) {
        return last.act() == ConsentState.Act.WITHDRAWN
                ? !last.at().isBefore(next.at())
                : last.at().isAfter(next.at());
    }

    private static boolean isNewer(ConsentState.Entry last, ConsentState.Entry next) {
        return last.act() == ConsentState.Act.GRANTED && last.notice() > next.notice();
    }
}
