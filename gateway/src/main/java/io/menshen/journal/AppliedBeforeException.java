package io.menshen.journal;

/** Another process was first to bring an entry in; this one changes nothing. */
final class AppliedBeforeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AppliedBeforeException() {
        super("the entry was brought in before", null, false, false);
    }
}
