package io.menshen.rights;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.util.Map;

/**
 * Whom to erase, as it is written.
 *
 * @param subject one member: {@code token}, or a look-up field and its value
 * @param reason a word of {@link io.menshen.erasure.ErasureReason}
 */
record ErasureRequest(
        @JsonProperty(required = true) Map<String, Personal<String>> subject,
        @JsonProperty(required = true) String reason) {}
