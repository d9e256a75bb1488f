package io.menshen.standalone;

/** What stops a command. The message is one line that says what is wrong and what to do. */
public final class StandaloneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A stop with that line. */
    public StandaloneException(String line) {
        super(line);
    }

    /** A stop with that line, and what led to it. */
    public StandaloneException(String line, Throwable cause) {
        super(line, cause);
    }
}
