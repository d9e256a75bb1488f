package io.menshen.vault;

import io.menshen.catalog.Field;
import io.menshen.subject.Subject;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Reads of the stores. */
public interface Vault {
    /**
     * What the named stores hold of a person, still sealed: one coalesced read a store.
     *
     * @param stores those that the plan needs; {@code NONE} holds nothing
     * @param consumer whose own values are meant, where a field is unique within a consumer;
     *     others' are neither opened nor replaced
     * @return a {@link io.menshen.kernel.RefusedException} {@code STORE_UNAVAILABLE} where a store
     *     does not answer
     */
    Mono<Holding> read(Subject subject, Set<Field.Store> stores, String consumer);
}
