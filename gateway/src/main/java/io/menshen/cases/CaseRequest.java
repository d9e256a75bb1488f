package io.menshen.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of a person, as it is written.
 *
 * @param subject one member: {@code token}, or a look-up field and its value; null where it is
 *     nobody of whom anything is held
 * @param kind a word of {@link CaseKind}
 * @param channel a word of {@link Inlet}
 * @param identity a word of {@link Identity}
 * @param note what else was said
 */
record CaseRequest(
        @Nullable Map<String, Personal<String>> subject,
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) String channel,
        @JsonProperty(required = true) String identity,
        @Nullable Personal<String> note) {}
