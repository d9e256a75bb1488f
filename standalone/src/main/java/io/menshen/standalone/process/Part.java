package io.menshen.standalone.process;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A part of an installation that is a process of its own, and so may end unasked. */
public interface Part {
    /** Completes when the process has ended, for whatever reason; never with an error. */
    CompletableFuture<Ended> ended();

    /**
     * What ended.
     *
     * @param name such as {@code gateway-1}
     * @param log the file with what it said
     */
    record Ended(String name, Path log) {}
}
