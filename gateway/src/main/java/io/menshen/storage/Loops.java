package io.menshen.storage;

import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.StreamSupport;
import reactor.netty.resources.LoopResources;

/**
 * The event loops that doors and stores share. A request stays on the loop that took it in: what it
 * waits for elsewhere comes back there, so that no loop does the work of another.
 */
public final class Loops {
    private final List<EventExecutor> loops;

    private Loops(List<EventExecutor> loops) {
        this.loops = loops;
    }

    /** The loops of those resources, which dispose of them. */
    public static Loops of(LoopResources resources) {
        var group = resources.onServer(LoopResources.DEFAULT_NATIVE);
        return new Loops(StreamSupport.stream(group.spliterator(), false).toList());
    }

    /** How many there are, 1 or more. */
    int size() {
        return loops.size();
    }

    /** One of them, by its number from 0. */
    EventExecutor at(int number) {
        return loops.get(number);
    }

    /** The loop that runs this thread; to another thread, always the same one of them. */
    public Executor home() {
        return loops.get(here());
    }

    /** The number of {@link #home}. */
    int here() {
        for (var number = 0; number < loops.size(); number++) {
            if (loops.get(number).inEventLoop()) {
                return number;
            }
        }
        return Math.floorMod(Thread.currentThread().threadId(), loops.size());
    }
}
