package io.menshen.cli;

import io.menshen.tokens.FormatTokenRekeying;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** Writes what is stored of format tokens anew under the present index key; says how far it is. */
final class TokenRun {
    private final KeysAtWork keys;
    private final int present;
    private final Progress progress;
    private long renewed;
    private long refused;

    /**
     * A run.
     *
     * @param present the number of the present index key
     */
    TokenRun(KeysAtWork keys, int present, PrintWriter out) {
        this.keys = keys;
        this.present = present;
        this.progress = new Progress(out);
    }

    /**
     * Runs.
     *
     * @param wait how long gateways may take to have the key that will lead alone
     * @return how many tokens' rows were written anew, and how many could not be
     */
    Done run(Duration wait) throws IOException {
        if (left() > 0) {
            keys.everywhere(wait);
            pass(new FormatTokenRekeying(keys.pools(), keys.ring()));
        }
        progress.now(this::told);
        return new Done(renewed, refused);
    }

    private void pass(FormatTokenRekeying rekeying) {
        var after = "";
        do {
            var batch = keys.answer(rekeying.batch(present, after));
            renewed += batch.renewed();
            refused += batch.refused();
            after = batch.last();
            progress.sometimes(this::told);
        } while (!after.isEmpty());
    }

    private long left() {
        var counts = keys.answer(FormatTokenRekeying.counts(keys.pools()));
        return KeysAtWork.sum(counts.headMap(present));
    }

    private String told() {
        return "format tokens under index key %d: %d written anew, %d left%s"
                .formatted(
                        present,
                        renewed,
                        left(),
                        refused == 0 ? "" : ", " + refused + " do not verify");
    }
}
