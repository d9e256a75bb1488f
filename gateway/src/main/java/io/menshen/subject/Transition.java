package io.menshen.subject;

import io.menshen.kernel.Lifecycle;
import java.util.EnumSet;
import java.util.Set;

/** The ways through a person's life in the gateway (T/CCAGM 002 7, reconstructed from PIPL 47). */
final class Transition {
    private Transition() {}

    static boolean leads(Lifecycle from, Lifecycle to) {
        return next(from).contains(to);
    }

    /** A freeze can be lifted; closing leads to erasure, which cannot be undone. */
    private static Set<Lifecycle> next(Lifecycle from) {
        return switch (from) {
            case ACTIVE -> EnumSet.of(Lifecycle.FROZEN, Lifecycle.CLOSED, Lifecycle.ERASING);
            case FROZEN -> EnumSet.of(Lifecycle.ACTIVE, Lifecycle.CLOSED, Lifecycle.ERASING);
            case CLOSED -> EnumSet.of(Lifecycle.ERASING, Lifecycle.FROZEN);
            case ERASING -> EnumSet.of(Lifecycle.ERASED);
            case ERASED -> EnumSet.noneOf(Lifecycle.class);
        };
    }
}
