package io.menshen.policy;

import java.time.Instant;

/**
 * A policy that came into force in this process: the first one, or a newer one.
 *
 * @param at when
 * @param revision 1 or more
 * @param digest names the contents: SHA-256 over all files but the signature, 64 hex digits
 * @param keyId the key that signed it: {@code es256-} and the first 16 hex digits of the SHA-256 of
 *     the X.509 encoding of its public half
 */
public record PolicyActivation(Instant at, int revision, String digest, String keyId) {}
