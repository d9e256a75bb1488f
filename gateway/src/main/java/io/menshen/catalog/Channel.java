package io.menshen.catalog;

/**
 * Where data is taken in (T/CCAGM 002 4.2).
 *
 * @param owner the role that answers for what is taken in there (T/CCAGM 002 5.2)
 * @param clause the clause that describes it
 */
public record Channel(Label label, String owner, Kind kind, String clause) {
    /** Whether the person acts on a screen or stands in the shop. */
    public enum Kind {
        ONLINE,
        OFFLINE
    }
}
