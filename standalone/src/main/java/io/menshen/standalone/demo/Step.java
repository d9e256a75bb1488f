package io.menshen.standalone.demo;

import java.io.IOException;

/** One step of the demonstration. */
interface Step {
    /** What it shows, in a few words. */
    String title();

    /**
     * Does it.
     *
     * @throws IOException where the gateway or a file cannot be reached: not as expected
     */
    Outcome run(Stage stage) throws IOException;
}
