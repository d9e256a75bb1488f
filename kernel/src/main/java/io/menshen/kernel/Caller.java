package io.menshen.kernel;

import org.jspecify.annotations.Nullable;

/**
 * An authenticated principal: a registered consumer and behind it maybe a member of staff.
 *
 * @param issuer the alias of the token's issuer
 * @param clientId the client at that issuer
 * @param consumer the id in the consumer registry
 * @param staff the member of staff whom the token names, or null
 */
public record Caller(String issuer, String clientId, String consumer, @Nullable Staff staff) {}
