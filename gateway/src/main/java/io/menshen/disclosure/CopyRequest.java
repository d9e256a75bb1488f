package io.menshen.disclosure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of whom a copy is asked for, as it is written.
 *
 * @param purpose a registered purpose with the operation {@code export}
 * @param subject one member: {@code token}, or a look-up field and its value
 * @param format {@code json} or {@code csv}; null for JSON
 */
record CopyRequest(
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) Map<String, Personal<String>> subject,
        @Nullable Format format) {

    /** How a copy is written. */
    enum Format {
        JSON,
        CSV
    }

    /** All that the purpose plans. */
    DisclosureRequest all() {
        return new DisclosureRequest(purpose, subject, null, null, null);
    }
}
