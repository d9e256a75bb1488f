package io.menshen.kernel;

import java.util.UUID;

/**
 * The random identity of a person inside Menshen. It never leaves: callers see scoped tokens
 * instead.
 */
public record SubjectId(UUID value) {
    /** A new random identity. */
    public static SubjectId random() {
        return new SubjectId(UUID.randomUUID());
    }
}
