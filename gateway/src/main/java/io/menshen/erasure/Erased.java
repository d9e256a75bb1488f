package io.menshen.erasure;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.StoreRows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person who is being erased: random ids and keyed MACs, no value.
 *
 * @param rows where their values stood
 * @param owners the MACs under which format tokens of them stood, in hexadecimal digits
 * @param epoch the epoch whose key wrapped their data keys
 * @param at when
 * @param proof the id that the proof gets; the same each time the erasure is done anew
 * @param salt random, to hide in the proof what it is of; the same each time too
 */
public record Erased(
        SubjectId subject,
        StoreRows rows,
        List<String> owners,
        int epoch,
        Instant at,
        ErasureReason reason,
        UUID proof,
        Bytes salt) {
    /** Keeps a copy. */
    public Erased {
        owners = List.copyOf(owners);
    }
}
