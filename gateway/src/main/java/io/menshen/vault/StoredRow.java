package io.menshen.vault;

import io.menshen.kernel.Bytes;
import java.time.LocalDate;

/** A value as it lies in a store, not yet opened or believed. */
sealed interface StoredRow {
    /** The slot of its field: the name in the registry, with the consumer whose own value it is. */
    String field();

    /** The purpose that it was taken in for. */
    String purpose();

    /** Its place among several values of a field, from 0. */
    int ordinal();

    /** The last day on which it may be used. */
    LocalDate expires();

    /** Raised with each write, from 1. */
    long version();

    /** A value of store I or S. */
    record Sealed(
            String field,
            int ordinal,
            Bytes sealed,
            String purpose,
            String channel,
            LocalDate expires,
            long version)
            implements StoredRow {}

    /** A value of store D: what it says in clear, and the MAC over its columns. */
    record Clear(
            String field,
            int ordinal,
            String value,
            String purpose,
            LocalDate expires,
            Bytes mac,
            long version)
            implements StoredRow {}
}
