package io.menshen.quota;

/** What the caps say to one use. */
sealed interface Verdict {
    /** It was counted. */
    record Granted() implements Verdict {}

    /** It was not counted, since that window has nothing left. */
    record UsedUp(Window window) implements Verdict {}
}
