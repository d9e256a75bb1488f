package io.menshen.rights;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.access.Write;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Personal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a person asks for by themselves.
 *
 * @param caller in whose name their pages ask
 * @param token of the person, of that caller and the purpose that it may close and erase for
 * @param once random, the same at each press of one person
 */
public record OwnRequest(
        Caller caller, String token, UUID once, String decisionId, String traceId) {

    /** The same press again has the effect of the first. */
    Handed handed(String act) {
        var body = Bytes.copyOf(act.getBytes(UTF_8));
        var write = Write.of(caller, "pages " + act, List.of(once.toString()), body);
        return new Handed(caller, Map.of("token", Personal.of(token)), write, decisionId, traceId);
    }
}
