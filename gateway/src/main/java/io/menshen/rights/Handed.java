package io.menshen.rights;

import io.menshen.idempotency.WriteKey;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Personal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrives.
 *
 * @param subject one member: {@code token}, or a look-up field and its value
 * @param key the caller's key of this write; null where it has none
 * @param body the bytes it stands for
 */
record Handed(
        Caller caller,
        Map<String, Personal<String>> subject,
        @Nullable WriteKey key,
        Bytes body,
        String decisionId,
        String traceId) {}
