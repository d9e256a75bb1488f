package io.menshen.cli;

import io.menshen.keys.KeyUse;
import io.menshen.tokens.FormatTokenRekeying;
import java.io.IOException;
import java.io.PrintWriter;

/** Says what stands under which index key, and what leads by an older one alone. */
final class IndexStatus {
    private final KeysAtWork keys;
    private final PrintWriter out;

    IndexStatus(KeysAtWork keys, PrintWriter out) {
        this.keys = keys;
        this.out = out;
    }

    /** Says all of it; whether nothing needs an older key any more. */
    boolean nothingLeft() throws IOException {
        var present = keys.status(KeyUse.INDEX).primary();
        var alone = keys.answer(keys.usage().indexesAlone(present));
        keys.answer(keys.usage().indexes())
                .forEach((key, count) ->
                        out.println(
                                "blind index key %d: %d entries%s"
                                        .formatted(
                                                key,
                                                count,
                                                key < present
                                                        ? older(alone.getOrDefault(key, 0L))
                                                        : "")));
        return noTokenLeft(present) && alone.isEmpty();
    }

    private boolean noTokenLeft(int present) {
        var tokens = keys.answer(FormatTokenRekeying.counts(keys.pools()));
        tokens.forEach((key, count) ->
                out.println(
                        "format tokens under index key %d: %d%s"
                                .formatted(
                                        key,
                                        count,
                                        key < present ? ".  Try: ./menshen keys rewrap" : "")));
        return tokens.headMap(present).isEmpty();
    }

    private static String older(long alone) {
        return alone == 0
                ? ", all under the present key too"
                : ", %d by it alone.  Try: ./menshen keys rewrap".formatted(alone);
    }
}
