package io.menshen.journal;

/** The journal is not what it was, or not the one of this database. */
public final class JournalAlteredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a value of the journal.
     *
     * @param what is wrong, and what the operator does about it
     */
    public JournalAlteredException(String what) {
        super(what);
    }
}
