package io.menshen.rights;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.menshen.kernel.Personal;
import java.util.Map;

/**
 * Whose account to close, as it is written.
 *
 * @param subject one member: {@code token}, or a look-up field and its value
 */
record ClosureRequest(@JsonProperty(required = true) Map<String, Personal<String>> subject) {}
