package io.menshen.intake;

import java.util.function.Predicate;

/** Ends a group with so many rows, or so much of them. */
final class FullGroup implements Predicate<Offering> {
    private static final int MOST_ROWS = 128;
    private static final int MOST_BYTES = 1 << 20;

    private int rows;
    private int bytes;

    @Override
    public boolean test(Offering row) {
        rows++;
        bytes += row instanceof Offering.Read read ? read.body().size() : 0;
        if (rows < MOST_ROWS && bytes < MOST_BYTES) {
            return false;
        }
        rows = 0;
        bytes = 0;
        return true;
    }
}
