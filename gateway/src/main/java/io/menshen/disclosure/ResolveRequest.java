package io.menshen.disclosure;

import com.fasterxml.jackson.annotation.JsonProperty;

/** From the token of a field to its value, as it is written. */
record ResolveRequest(
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) String field,
        @JsonProperty(required = true) String token) {}
