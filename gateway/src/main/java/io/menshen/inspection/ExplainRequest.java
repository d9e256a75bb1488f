package io.menshen.inspection;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Age;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.kernel.SubjectState;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A hypothetical use, as it is written; it names nobody.
 *
 * @param consumer whose view; null for the caller's own, another's for platform and auditor only
 * @param role of the member of staff behind it; null for none
 * @param state how the person would stand; null for before the person is known
 */
record ExplainRequest(
        @Nullable String consumer,
        @Nullable String role,
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) Operation operation,
        @Nullable State state) {

    /**
     * How a person would stand.
     *
     * @param separate kinds with separate consent; null for none
     * @param restrictions what the person objected to; null for nothing
     */
    record State(
            @JsonProperty(required = true) Lifecycle lifecycle,
            @JsonProperty(required = true) Age age,
            @JsonProperty(required = true) Guardian guardian,
            @JsonProperty(required = true) Consent consent,
            @Nullable List<String> separate,
            @Nullable List<String> restrictions) {

        SubjectState asSubject() {
            return new SubjectState(
                    lifecycle, age, guardian, consent, sorted(separate), sorted(restrictions));
        }

        private static TreeSet<String> sorted(@Nullable List<String> words) {
            return words == null ? new TreeSet<>() : new TreeSet<>(words);
        }
    }
}
