package io.menshen.storage;

import reactor.netty.resources.LoopResources;

/** Two event loops for all tests of one process. */
public final class TestLoops {
    public static final Loops LOOPS = Loops.of(LoopResources.create("test-loop", 2, true));

    private TestLoops() {}
}
