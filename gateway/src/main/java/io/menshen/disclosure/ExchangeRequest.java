package io.menshen.disclosure;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * From a token to the one that stands in its place now, as it is written.
 *
 * @param field of which it is the token; null for the person's own
 */
record ExchangeRequest(
        @JsonProperty(required = true) String purpose,
        @Nullable String field,
        @JsonProperty(required = true) String token) {}
