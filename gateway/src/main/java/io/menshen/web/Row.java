package io.menshen.web;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A row of a body as it came.
 *
 * @param number from 1
 * @param body without its end; null where it was not taken
 * @param refusal why it was not; null where it was
 */
public record Row(long number, @Nullable Bytes body, @Nullable Refusal refusal) {}
