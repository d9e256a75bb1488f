package io.menshen.storage;

/** Another writer was first: what was to be written rests on a version that is not the last. */
public final class StaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: losing a race is an ordinary outcome. */
    public StaleException() {
        super("another writer was first", null, false, false);
    }
}
