package io.menshen.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One thing that was looked at. It holds no secret.
 *
 * @param part of what it is, such as {@code database}
 * @param what was looked at
 * @param found what there is
 * @param remedy what to do; empty where all is well
 */
public record Finding(String part, String what, State state, String found, String remedy) {
    /** How it stands. */
    public enum State {
        /** As it must be. */
        OK,
        /** It works, and should be otherwise, or cannot be seen from here. */
        WARN,
        /** It does not work, or must not be so. */
        FAIL;

        /** As it is shown. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String part, String what, String found) {
        return new Finding(part, what, State.OK, found, "");
    }

    static Finding warn(String part, String what, String found, String remedy) {
        return new Finding(part, what, State.WARN, found, remedy);
    }

    static Finding fail(String part, String what, String found, String remedy) {
        return new Finding(part, what, State.FAIL, found, remedy);
    }

    /** A failure in one line; it may quote a server, which repeats no password. */
    static String line(Throwable failure) {
        var message = String.valueOf(failure.getMessage()).strip();
        return failure.getClass().getSimpleName()
                + ": "
                + message.lines().findFirst().orElse("").strip();
    }
}
