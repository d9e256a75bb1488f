package io.menshen.disclosure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks, as it is written.
 *
 * @param purpose a registered purpose
 * @param subject one member: {@code token}, or a look-up field and its value
 * @param fields the fields wanted; null for all that the purpose plans, empty for none
 * @param match values to compare, by field; null for none
 * @param atMost how clear a field may be shown at most, by field; null for as planned
 */
record DisclosureRequest(
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) Map<String, Personal<String>> subject,
        @Nullable List<String> fields,
        @Nullable Map<String, Personal<String>> match,
        @Nullable Map<String, String> atMost) {}
