package io.menshen.cli;

/** A command cannot go on; its message is one line that says what to do. */
final class CannotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotException(String message) {
        super(message);
    }
}
