package io.menshen.keys;

/** Something sealed, wrapped or signed is not what it should be. It says where, never what. */
public final class IntegrityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An alarm about that part of the house. */
    public IntegrityException(String where) {
        super(where + " does not verify: altered, moved, or under another key");
    }
}
