package io.menshen.kernel;

/**
 * A part of the gateway that tells how it does; a bean of this type is shown by the health page.
 */
public interface HealthPart {
    /** Its name in answers: lower case with underscores, such as {@code audit}. */
    String name();

    /** The state as last seen. It is asked for on an event loop: it must neither wait nor try. */
    Health health();

    /** Whether the gateway is not ready while this part is down. */
    default boolean required() {
        return true;
    }
}
