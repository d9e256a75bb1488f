package io.menshen.connectors;

import reactor.core.publisher.Mono;

/** Sends short texts to telephones by whatever the retailer has for it. */
public interface Texts {
    /**
     * Sends one text. It takes a bounded time, whatever becomes of the other side.
     *
     * @return empty once the other side has taken it, which is not yet the telephone; a {@link
     *     DeliveryException} where it did not
     */
    Mono<Void> send(TextMessage message);

    /** Texts of a deployment that has no way to send any: each fails. */
    static Texts none() {
        return _ -> Mono.error(() -> new DeliveryException(DeliveryException.Kind.NOT_SET_UP));
    }
}
