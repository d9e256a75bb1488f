package io.menshen.cli;

import io.menshen.upkeep.Reindexing;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** Writes blind indexes anew until nobody is found by an older key alone; says how far it is. */
final class IndexRun {
    private final KeysAtWork keys;
    private final int present;
    private final Progress progress;
    private long atFirst;
    private long rekeyed;
    private long refused;
    private long people;

    /**
     * A run.
     *
     * @param present the number of the present index key
     */
    IndexRun(KeysAtWork keys, int present, PrintWriter out) {
        this.keys = keys;
        this.present = present;
        this.progress = new Progress(out);
    }

    /**
     * Runs.
     *
     * @param wait how long gateways may take to have the key that will lead alone
     * @return how many entries were written anew, and how many could not be
     */
    Done run(Duration wait) throws IOException {
        atFirst = left();
        if (atFirst > 0) {
            keys.everywhere(wait);
            var reindexing = new Reindexing(keys.pools(), keys.ring());
            // Whoever was written while others were taken may stand behind the last one.
            while (pass(reindexing) > 0 && left() > refused) {
                progress.now(() -> told(left()));
            }
        }
        progress.now(() -> told(left()));
        return new Done(rekeyed, refused);
    }

    /** Goes through all people once. */
    private long pass(Reindexing reindexing) {
        var before = rekeyed;
        refused = 0;
        people = 0;
        var after = Optional.of(Reindexing.NOBODY);
        while (after.isPresent()) {
            var batch = keys.answer(reindexing.batch(present, after.get()));
            rekeyed += batch.rekeyed();
            refused += batch.refused();
            people += batch.people();
            after = batch.last();
            // Counting what is left reads the whole index.
            progress.sometimes(() -> told(Math.max(0, atFirst - rekeyed)));
        }
        return rekeyed - before;
    }

    private long left() {
        return KeysAtWork.sum(keys.answer(keys.usage().indexesAlone(present)));
    }

    private String told(long left) {
        return "blind index key %d: %d entries written anew, %d left%s"
                .formatted(
                        present,
                        rekeyed,
                        left,
                        people == 0 ? "" : ", of " + people + " people who do not verify");
    }
}
