package io.menshen.erasure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a person is erased (7-a, 7-c); each is a word of the interface. */
public enum ErasureReason {
    /** The person asked for it. */
    REQUESTED,
    /** The account was closed. */
    CLOSED,
    /** What the data was kept for is achieved, or cannot be any more. */
    PURPOSE_ENDED,
    /** The time of keeping is over. */
    RETENTION_ENDED,
    /** The consent that it rested on was withdrawn. */
    CONSENT_WITHDRAWN,
    /** It should not have been collected or used. */
    UNLAWFUL,
    /** Nobody said why. */
    UNSTATED;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason of that word. */
    public static Optional<ErasureReason> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** All that a caller may say. */
    public static List<String> stated() {
        return Arrays.stream(values())
                .filter(one -> one != UNSTATED)
                .map(ErasureReason::word)
                .toList();
    }
}
