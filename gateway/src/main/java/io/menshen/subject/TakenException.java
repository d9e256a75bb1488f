package io.menshen.subject;

/** A value that must be unique leads to another person already. It names the field only. */
public final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    TakenException(String field) {
        super("an identifier is taken", null, false, false);
        this.field = field;
    }

    /** The field of the registry. */
    public String field() {
        return field;
    }
}
