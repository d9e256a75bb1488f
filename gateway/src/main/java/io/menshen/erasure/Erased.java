package io.menshen.erasure;

import io.menshen.kernel.SubjectId;
import io.menshen.subject.StoreRows;
import java.time.Instant;
import java.util.List;

/**
 * A person who is being erased: random ids and keyed MACs, no value.
 *
 * @param rows where their values stood
 * @param owners the MACs under which format tokens of them stood, in hexadecimal digits
 * @param epoch the epoch whose key wrapped their data keys
 * @param at when
 */
public record Erased(
        SubjectId subject,
        StoreRows rows,
        List<String> owners,
        int epoch,
        Instant at,
        ErasureReason reason) {
    /** Keeps a copy. */
    public Erased {
        owners = List.copyOf(owners);
    }
}
