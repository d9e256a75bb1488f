package io.menshen.tokens;

import io.menshen.keys.KeyRing.BlindIndex;
import io.menshen.tokens.FormatTokens.Held;
import io.menshen.tokens.ScopedTokens.Scope;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value that needs its token.
 *
 * @param macs of the person's value in that scope, under all live keys, the present one first
 * @param owner of the person, under the present key
 */
record Wanted(
        Scope scope,
        String field,
        FormatToken form,
        Held held,
        List<BlindIndex> macs,
        BlindIndex owner) {

    /** The MAC a new row takes, as PostgreSQL writes bytes. */
    String presentMac() {
        return hex(macs.getFirst());
    }

    /** The MACs under which a row may stand. */
    Stream<String> allMacs() {
        return macs.stream().map(Wanted::hex);
    }

    /** A MAC as PostgreSQL writes bytes. */
    static String hex(BlindIndex index) {
        return "\\x" + HexFormat.of().formatHex(index.mac().toArray());
    }
}
