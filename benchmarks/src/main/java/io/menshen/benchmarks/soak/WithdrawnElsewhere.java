package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.load.Order;
import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.run.LoadProcess;
import io.menshen.standalone.process.GatewayPorts;
import io.menshen.standalone.process.GatewayProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Under load: what is withdrawn at one gateway is refused by the very next read at another one on
 * the same stores.
 */
final class WithdrawnElsewhere implements Trial {
    private static final int AT_ONCE = 8;
    private static final int READERS = 8;

    /** How long each of the orders is that make the load. */
    private static final Duration ORDER = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "withdrawal";
    }

    @Override
    public Verdict run(Ground ground, Extent extent) throws Exception {
        var order = ground.closedLoop(READERS, ORDER);
        var isOver = new AtomicBoolean();
        try (var other = ground.deployment().supervisor().gateway(GatewayPorts.free())) {
            var load = CompletableFuture.supplyAsync(() -> load(ground.load(), order, isOver));
            try {
                var counts = turns(ground.deployment(), other, extent.asked());
                isOver.set(true);
                return judged(counts, extent.asked(), answered(load));
            } finally {
                isOver.set(true);
            }
        }
    }

    private static long answered(CompletableFuture<Long> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        }
    }

    /** How many reads were answered beside. */
    private static long load(LoadProcess load, Order order, AtomicBoolean isOver) {
        var answered = 0L;
        while (!isOver.get()) {
            try {
                answered += load.run(order).answered();
            } catch (IOException e) {
                throw new IllegalStateException("the load ended: " + e, e);
            }
        }
        return answered;
    }

    private static Turns turns(Deployment deployment, GatewayProcess other, int times)
            throws Exception {
        try (var turns = new Turns(deployment, other);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Void>>();
            for (var i = 0; i < AT_ONCE; i++) {
                var first = i;
                work.add(() -> {
                    for (var turn = first; turn < times; turn += AT_ONCE) {
                        // Nobody is in the hands of two.
                        var room = deployment.tokens().size() / AT_ONCE;
                        turns.once(first + AT_ONCE * (turn / AT_ONCE % room));
                    }
                    return null;
                });
            }
            for (var done : threads.invokeAll(work)) {
                whole(done);
            }
            return turns;
        }
    }

    private static void whole(Future<Void> done) throws InterruptedException, IOException {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IOException("a turn was not done: " + e.getCause(), e);
        }
    }

    private static Verdict judged(Turns turns, int times, long beside) {
        return Verdict.of(
                turns.refused() == times && beside > 0,
                "%,d withdrawals, %,d at once; %,d refused by the next read at the other gateway"
                        .formatted(times, AT_ONCE, turns.refused()),
                "before each the person was read there: %,d answered".formatted(turns.served()),
                "%,d reads beside; %,d times the other gateway was too busy to answer the read after"
                        .formatted(beside, turns.busy()));
    }
}
