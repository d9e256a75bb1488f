package io.menshen.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token proved.
 *
 * @param issuer the alias of its issuer
 * @param certificate SHA-256 of the client certificate that it is bound to, base64url; null where
 *     whoever holds it may use it
 * @param expires when it ends, skew not counted
 * @param generation of the issuer's keys at that time
 */
record Verified(
        String issuer,
        String clientId,
        @Nullable String staff,
        @Nullable String certificate,
        Instant expires,
        long generation) {}
