package io.menshen.erasure;

import io.r2dbc.spi.Connection;
import reactor.core.publisher.Mono;

/** Keeps what proves an erasure later; it stands or falls with it. */
@FunctionalInterface
public interface Proof {
    /**
     * Keeps the proof.
     *
     * @param connection the transaction of the erasure, of the role {@code ERASURE}; all else that
     *     the person had is gone in it
     * @return an error where it cannot be kept, and then nobody is erased
     */
    Mono<Void> keep(Connection connection, Erased erased);
}
