package io.menshen.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.util.Map;

/**
 * A hold that is asked for, as it is written.
 *
 * @param subject one member: {@code token}, or a look-up field and its value
 * @param act a word of {@link HoldAct}
 * @param ground a word of {@link HoldGround}
 */
record HoldRequest(
        @JsonProperty(required = true) Map<String, Personal<String>> subject,
        @JsonProperty(required = true) String act,
        @JsonProperty(required = true) String ground) {}
