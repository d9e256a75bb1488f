package io.menshen.web;

import io.menshen.kernel.Refusal;

/** A line of a batch, read for itself. */
sealed interface Line<T> {
    /** Its number, from 1. */
    long number();

    record Good<T>(long number, T value) implements Line<T> {}

    record Bad<T>(long number, Refusal refusal) implements Line<T> {}
}
