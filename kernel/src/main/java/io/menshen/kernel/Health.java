package io.menshen.kernel;

import java.time.Instant;

/**
 * How a part of the gateway does.
 *
 * @param state what it can do now
 * @param since when it came into that state
 * @param code stable, lower case with underscores, such as {@code bundle_refused}; empty where
 *     there is nothing to say; never a value from a request or a message of an exception
 * @param error the simple name of the class of the last error, without its message, which could
 *     hold a value; empty where there is none
 * @param reads what that means for reads
 * @param writes what that means for what changes something: intakes, withdrawals, erasures
 */
public record Health(
        State state, Instant since, String code, String error, Effect reads, Effect writes) {
    /** What a part can do. */
    public enum State {
        /** All of it. */
        UP,
        /** It serves, with something lost that the design lets it lose. */
        DEGRADED,
        /** It does not serve. */
        DOWN;

        /** The word in answers. */
        public String word() {
            return Words.of(this);
        }
    }

    /** All is well. */
    public static Health up(Instant since) {
        return new Health(State.UP, since, "", "", Effect.NONE, Effect.NONE);
    }

    /** Something is lost; reads and writes go on with less. */
    public static Health degraded(Instant since, String code) {
        return new Health(State.DEGRADED, since, code, "", Effect.LIMITED, Effect.LIMITED);
    }

    /** Nothing goes. */
    public static Health down(Instant since, String code) {
        return new Health(State.DOWN, since, code, "", Effect.REFUSED, Effect.REFUSED);
    }

    /** The same with what it means. */
    public Health meaning(Effect forReads, Effect forWrites) {
        return new Health(state, since, code, error, forReads, forWrites);
    }

    /** The same with the class of the last error; its message is never kept. */
    public Health because(Class<? extends Throwable> last) {
        return new Health(state, since, code, last.getSimpleName(), reads, writes);
    }
}
