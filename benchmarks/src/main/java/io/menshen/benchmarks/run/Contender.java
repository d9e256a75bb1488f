package io.menshen.benchmarks.run;

import java.io.IOException;
import java.time.Duration;

/** Something that is measured in turns with others. */
public interface Contender extends AutoCloseable {
    /** Whose figures these are, in words. */
    String name();

    /**
     * Asks until its compilers are done, or that much time is over.
     *
     * @param most 0 for not at all
     */
    void warmUp(Duration most) throws IOException;

    /** Its turn. */
    Measured turn(Duration time) throws IOException;

    /** Bytes of memory its server holds now; 0 where nobody tells. */
    long resident();

    @Override
    void close() throws IOException;
}
