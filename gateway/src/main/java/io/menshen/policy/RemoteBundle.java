package io.menshen.policy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A server that bundles are fetched from, by OPA's bundle API. What it gives counts only where its
 * signature and revision do, so it need not be trusted with the policy, but could hold it back.
 *
 * @param url the bundle's address: https, or http on loopback
 * @param tokenFile file with the bearer token that the server asks for, read anew for each request;
 *     null for none
 * @param certificates PEM file of the authorities one of which the server's certificate must come
 *     from; null for those that Java trusts
 * @param poll time between two requests, 100 ms to 1 h
 * @param limit how long a request may take to the last byte, 100 ms to 5 min
 */
public record RemoteBundle(
        URI url,
        @Nullable Path tokenFile,
        @Nullable Path certificates,
        @DefaultValue("30s") Duration poll,
        @DefaultValue("30s") Duration limit) {

    private static final Duration LEAST = Duration.ofMillis(100);

    /** Refuses what cannot work, naming key, value and what is allowed. */
    public RemoteBundle {
        PolicyProperties.address("menshen.policy.remote.url", url);
        PolicyProperties.within("menshen.policy.remote.poll", poll, LEAST, Duration.ofHours(1));
        PolicyProperties.within("menshen.policy.remote.limit", limit, LEAST, Duration.ofMinutes(5));
    }
}
