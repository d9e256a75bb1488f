package io.menshen.inspection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor looks for, as it is written; what is null narrows nothing.
 *
 * @param from the first day, in Asia/Shanghai
 * @param to the last day, on or after {@code from}
 * @param subject of whom, by one member: a token, or a look-up field that the caller may resolve by
 * @param decision the id of one decision
 * @param field one that was shown
 * @param limit how many at most, 1 to 500; null for 100
 * @param cursor {@code next} of the page before
 */
record SearchRequest(
        @JsonProperty(required = true) LocalDate from,
        @JsonProperty(required = true) LocalDate to,
        @Nullable Map<String, Personal<String>> subject,
        @Nullable String decision,
        @Nullable String consumer,
        @Nullable String field,
        @Nullable Integer limit,
        @Nullable String cursor) {
    private static final int USUAL = 100;

    int most() {
        return limit == null ? USUAL : limit;
    }
}
