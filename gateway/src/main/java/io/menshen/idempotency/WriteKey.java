package io.menshen.idempotency;

import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whose key, for what: two clients, or two routes, may use the same key for different writes.
 *
 * @param issuer the alias of the token's issuer
 * @param clientId the client there
 * @param route the route's name, such as {@code POST /v1/intakes}
 * @param key 1 to 128 printable ASCII characters, from {@code Idempotency-Key}
 */
public record WriteKey(String issuer, String clientId, String route, String key) {
    /** Where a fault of the key is shown; a header has no pointer of its own. */
    public static final String POINTER = "/headers/Idempotency-Key";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,128}");

    /**
     * A key that has the form.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} with a fault at {@link #POINTER}
     *     where it has not
     */
    public WriteKey {
        if (!PRINTABLE.matcher(key).matches()) {
            var detail = "1 to 128 printable ASCII characters are allowed.";
            throw Refusal.invalid(List.of(new Fault(POINTER, "idempotency_key", detail)))
                    .toException();
        }
    }

    /** The key of a caller's header, under the same conditions. */
    public static WriteKey of(Caller caller, String route, String header) {
        return new WriteKey(caller.issuer(), caller.clientId(), route, header);
    }

    /** Does not print the key, which clients make of what they like. */
    @Override
    public String toString() {
        return "WriteKey[" + issuer + "/" + clientId + " " + route + "]";
    }
}
