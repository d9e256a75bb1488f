package io.menshen.intake;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Refusal;

/** A row of an import, as far as it could be read. */
sealed interface Offering {
    /** Its number, from 1; the row that names the columns does not count. */
    long row();

    /**
     * One that asks for somebody to be taken in.
     *
     * @param body what it was read from, for the fingerprint of the write
     */
    record Read(long row, IntakeRequest request, Bytes body) implements Offering {}

    /** One that asks for nothing that could be understood. */
    record Unread(long row, Refusal refusal) implements Offering {}
}
