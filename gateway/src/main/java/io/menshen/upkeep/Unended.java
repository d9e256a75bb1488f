package io.menshen.upkeep;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** One entry of a stream: it ends, and what comes after it stays open. */
final class Unended extends FilterInputStream {
    Unended(InputStream in) {
        super(in);
    }

    @Override
    public void close() throws IOException {
        // The next entry follows.
    }
}
