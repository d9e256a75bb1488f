package io.menshen.benchmarks.run;

import io.menshen.benchmarks.load.Order;
import io.menshen.benchmarks.load.Tally;
import io.menshen.benchmarks.parts.JvmProbe;
import io.menshen.benchmarks.parts.JvmProbe.Counters;
import java.io.IOException;
import java.time.Duration;

/** A JVM that answers over HTTP. */
final class HttpContender implements Contender {
    /** Long enough for a method to become hot, short enough to see that the compilers rest. */
    private static final Duration ROUND = Duration.ofSeconds(3);

    private static final int FEWEST_ROUNDS = 5;

    /** Compilers may pause once and go on. */
    private static final int QUIET_ROUNDS = 2;

    /** A share of a round's time that compilers may still work, once the server is warm. */
    private static final double RESTING = 0.05;

    private final String name;
    private final LoadProcess load;
    private final JvmProbe probe;
    private final Asked asked;

    /**
     * What is asked.
     *
     * @param items what one answer counts for, 1 or more
     */
    record Asked(int port, int connections, String requests, String ending, int items) {
        Order order(Duration time) {
            return new Order(port, connections, time.toMillis(), requests, ending);
        }
    }

    HttpContender(String name, LoadProcess load, ProcessHandle server, Asked asked)
            throws IOException {
        this.name = name;
        this.load = load;
        this.probe = JvmProbe.attach(server);
        this.asked = asked;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void warmUp(Duration most) throws IOException {
        var end = System.nanoTime() + most.toNanos();
        var quiet = 0;
        for (var round = 1; System.nanoTime() < end; round++) {
            var before = probe.counters().compiling();
            load.run(asked.order(ROUND.compareTo(most) < 0 ? ROUND : most));
            var compiled = probe.counters().compiling() - before;
            quiet = compiled < ROUND.toMillis() * RESTING ? quiet + 1 : 0;
            if (round >= FEWEST_ROUNDS && quiet >= QUIET_ROUNDS) {
                return;
            }
        }
    }

    @Override
    public Measured turn(Duration time) throws IOException {
        var before = probe.counters();
        var tally = load.run(asked.order(time));
        return measured(tally, before, probe.counters());
    }

    private Measured measured(Tally tally, Counters before, Counters after) {
        // Failed answers cost something as well.
        var all = Math.max(1, (tally.answered() + tally.failed()) * (double) asked.items());
        return new Measured(
                tally.perSecond() * asked.items(),
                tally.failed(),
                tally.p50(),
                tally.p99(),
                tally.p999(),
                (after.allocated() - before.allocated()) / all,
                (after.cpu() - before.cpu()) / all / 1_000);
    }

    @Override
    public long resident() {
        return probe.resident();
    }

    @Override
    public void close() throws IOException {
        probe.close();
    }
}
