package io.menshen.intake;

import io.menshen.intake.Admission.Admitted;

/** A row of an import, as far as it comes without being written. */
sealed interface Prepared {
    /** Its number. */
    long row();

    /** It may be written with others. */
    record Ready(Offering.Read read, Admitted admitted) implements Prepared {
        @Override
        public long row() {
            return read.row();
        }
    }

    /** It was written before, or is a trial: it goes the way of a single intake. */
    record Single(Offering.Read read) implements Prepared {
        @Override
        public long row() {
            return read.row();
        }
    }

    /** It is over. */
    record Over(long row, RowResult result) implements Prepared {}
}
