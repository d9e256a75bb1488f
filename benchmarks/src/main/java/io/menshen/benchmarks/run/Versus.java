package io.menshen.benchmarks.run;

import java.util.List;

/**
 * Our read and another contender in turns.
 *
 * @param other its name, as the contender tells it
 * @param resident bytes that the other one held at the end; 0 where nobody tells
 */
public record Versus(String other, List<Turns> turns, long resident) {
    /** Copies, so that nothing changes afterwards. */
    public Versus {
        turns = List.copyOf(turns);
    }

    /** Two turns, one right after the other. */
    public record Turns(Measured ours, Measured other) {
        /** Our answers for one of the other's. */
        public double oursByOther() {
            return ours.perSecond() / other.perSecond();
        }

        /** The other's answers for one of ours. */
        public double otherByOurs() {
            return other.perSecond() / ours.perSecond();
        }
    }

    /** What the other did in its turns. */
    public List<Measured> others() {
        return turns.stream().map(Turns::other).toList();
    }
}
