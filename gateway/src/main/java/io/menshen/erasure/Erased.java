package io.menshen.erasure;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.SubjectId;
import io.menshen.subject.StoreRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who is being erased: random ids and keyed MACs, no value.
 *
 * @param rows where their values stood
 * @param kept what a law keeps of them, and its last day; null where nothing is kept
 * @param owners the MACs under which format tokens of them stood, in hexadecimal digits
 * @param epoch the epoch whose key wrapped their data keys
 * @param at when
 * @param proof the id that the proof gets; the same each time the erasure is done anew
 * @param salt random, to hide in the proof what it is of; the same each time too
 */
public record Erased(
        SubjectId subject,
        StoreRows rows,
        @Nullable Kept kept,
        List<String> owners,
        int epoch,
        Instant at,
        ErasureReason reason,
        UUID proof,
        Bytes salt) {
    /**
     * What a law may keep: statutory values of these uses, until that day at the latest.
     *
     * @param uses each {@code purpose field}, sorted
     */
    public record Kept(List<String> uses, LocalDate until) {
        /** Keeps a copy. */
        public Kept {
            uses = List.copyOf(uses);
        }
    }

    /** Keeps a copy. */
    public Erased {
        owners = List.copyOf(owners);
    }
}
