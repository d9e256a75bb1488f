package io.menshen.inspection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of tokens, as it is written.
 *
 * @param subject one member: {@code token}, or a look-up field and its value
 * @param fields those whose tokens are wanted; null for the person's token alone
 */
record TokenRequest(
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) Map<String, Personal<String>> subject,
        @Nullable List<String> fields) {}
