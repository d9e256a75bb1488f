package io.menshen.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How many persons a consumer may ask about.
 *
 * @param perMinute 1 or more
 * @param perDay 1 or more
 * @param staffPerMinute per member of staff; null where there is no cap of that kind
 */
public record Caps(int perMinute, int perDay, @Nullable Integer staffPerMinute) {}
