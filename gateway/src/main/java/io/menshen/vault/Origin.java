package io.menshen.vault;

import io.menshen.kernel.Personal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a value comes from.
 *
 * @param purpose it was taken in for
 * @param channel it came through; null in store D, which keeps none
 * @param collected the day it was taken in; null in store D, which keeps none
 * @param expires the last day on which it may be used
 */
public record Origin(
        String purpose,
        @Nullable String channel,
        @Nullable Personal<LocalDate> collected,
        LocalDate expires) {}
