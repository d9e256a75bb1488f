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
public record Caller(String issuer, String clientId, String consumer, @Nullable Staff staff) {
    /** The same caller who retrieves so much; without a member of staff nothing changes. */
    public Caller retrieving(Retrieval retrieval) {
        return staff == null
                ? this
                : new Caller(
                        issuer,
                        clientId,
                        consumer,
                        new Staff(staff.person(), staff.role(), staff.agreement(), retrieval));
    }
}
