package io.menshen.rights;

/**
 * What was found of one thing that a receipt says.
 *
 * @param place what was looked at
 * @param detail what is there, without an id of a row
 */
public record ErasureFinding(State state, String place, String detail) {
    /** How the finding stands to the receipt. */
    public enum State {
        /** It is as the receipt says. */
        HOLDS,
        /** The day that the receipt names is still to come. */
        PENDING,
        /** It is not as the receipt says. */
        WRONG
    }

    static ErasureFinding of(boolean holds, String place, String detail) {
        return new ErasureFinding(holds ? State.HOLDS : State.WRONG, place, detail);
    }
}
