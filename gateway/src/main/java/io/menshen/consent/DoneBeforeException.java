package io.menshen.consent;

/** The same was done by an earlier write; this one changes nothing. */
public final class DoneBeforeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String outcome;

    /**
     * Without a stack trace: repeating a write is an ordinary thing.
     *
     * @param outcome what the earlier write kept
     */
    public DoneBeforeException(String outcome) {
        super("the same was done before", null, false, false);
        this.outcome = outcome;
    }

    /** What the earlier write kept. */
    public String outcome() {
        return outcome;
    }
}
