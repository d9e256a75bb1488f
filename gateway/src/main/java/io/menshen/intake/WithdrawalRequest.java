package io.menshen.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is withdrawn, as it is written.
 *
 * @param subject one member: {@code token}, or a look-up field and its value
 * @param channel where the person said so; null for the caller's own system
 */
record WithdrawalRequest(
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) Map<String, Personal<String>> subject,
        @Nullable String channel) {}
