package io.menshen.access;

import io.menshen.idempotency.WriteKey;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells a write from another.
 *
 * @param key the caller's key of this write; null where it has none
 * @param body the bytes it stands for
 */
public record Write(@Nullable WriteKey key, Bytes body) {
    /** The header that names the key. */
    public static final String KEY = "Idempotency-Key";

    /**
     * A write.
     *
     * @param route method and path, with the ids in it
     * @param lines the lines of {@link #KEY}; none for a write without a key
     * @throws io.menshen.kernel.RefusedException {@code INVALID} where they are no key
     */
    public static Write of(Caller caller, String route, List<String> lines, Bytes body) {
        // Several lines of a header are one value (RFC 9110, 5.3), which is no key.
        var key = lines.isEmpty() ? null : WriteKey.of(caller, route, String.join("\n", lines));
        return new Write(key, body);
    }
}
