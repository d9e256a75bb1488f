package io.menshen.cli;

/** A gateway went away or has too much to do; what it did not answer is sent again. */
final class ImportCutException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
