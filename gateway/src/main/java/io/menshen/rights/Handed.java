package io.menshen.rights;

import io.menshen.access.Write;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Personal;
import java.util.Map;

/**
 * A request as it arrives.
 *
 * @param subject one member: {@code token}, or a look-up field and its value
 */
record Handed(
        Caller caller,
        Map<String, Personal<String>> subject,
        Write write,
        String decisionId,
        String traceId) {}
