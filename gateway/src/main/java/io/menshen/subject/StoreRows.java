package io.menshen.subject;

import java.util.UUID;

/**
 * The random row of a person in each store. Only the key record knows that they belong together
 * (T/CCAGM 002 5.1-b).
 */
public record StoreRows(UUID identity, UUID sensitive, UUID profile) {
    /** Fresh rows for a new person. */
    public static StoreRows random() {
        return new StoreRows(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }
}
