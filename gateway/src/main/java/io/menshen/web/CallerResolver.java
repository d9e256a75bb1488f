package io.menshen.web;

import io.menshen.kernel.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a verified token speaks for, by the registries. */
@FunctionalInterface
public interface CallerResolver {
    /**
     * Finds the registered consumer.
     *
     * @param issuer the alias of the token's issuer
     * @param clientId its {@code client_id}
     * @param staff the opaque id of the member of staff whom it names, or null
     * @return the caller; empty where no consumer is registered for issuer and client
     */
    Optional<Caller> resolve(String issuer, String clientId, @Nullable String staff);
}
