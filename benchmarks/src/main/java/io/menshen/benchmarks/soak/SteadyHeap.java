package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.load.Order;
import io.menshen.benchmarks.load.Tally;
import io.menshen.benchmarks.parts.JvmProbe;
import io.menshen.benchmarks.parts.Started;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Full load: what the heap of 256 MiB holds after a collection does not grow. */
final class SteadyHeap implements Trial {
    private static final int SAMPLES = 24;
    private static final int CONNECTIONS = 64;

    /** What a line through the second half of the samples may rise in ten minutes, in MiB. */
    private static final double MOST = 8;

    private record Sample(double minutes, double mebibytes) {}

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public Verdict run(Ground ground, Extent extent) throws Exception {
        var order = ground.closedLoop(CONNECTIONS, extent.load());
        var asked = CompletableFuture.supplyAsync(() -> asked(ground, order));
        var samples = samples(ground, extent.load());
        return judged(samples, asked.get());
    }

    private static Tally asked(Ground ground, Order order) {
        try {
            return ground.load().run(order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Sample> samples(Ground ground, Duration load) throws IOException {
        var samples = new ArrayList<Sample>();
        try (var probe = JvmProbe.attach(ground.deployment().gateway().handle())) {
            var begun = System.nanoTime();
            for (var i = 0; i < SAMPLES; i++) {
                Started.pause(load.dividedBy(SAMPLES + 1));
                var used = probe.heapAfterCollection() / (double) (1 << 20);
                samples.add(new Sample((System.nanoTime() - begun) / 60e9, used));
            }
        }
        return samples;
    }

    private static Verdict judged(List<Sample> samples, Tally answered) {
        var later = samples.subList(SAMPLES / 2, SAMPLES);
        var rise = 10 * slope(later);
        return Verdict.of(
                rise <= MOST && answered.failed() == 0,
                "%,d reads answered in %.0f s (%,.0f a second), %,d failed"
                        .formatted(
                                answered.answered(),
                                answered.seconds(),
                                answered.perSecond(),
                                answered.failed()),
                "heap after collection: first %.1f, middle %.1f, last %.1f MiB of 256"
                        .formatted(
                                samples.getFirst().mebibytes,
                                later.getFirst().mebibytes,
                                samples.getLast().mebibytes),
                "slope over the second half: %+.2f MiB in ten minutes, at most %.0f allowed"
                        .formatted(rise, MOST));
    }

    /** The slope of the line with the least squares, MiB a minute. */
    private static double slope(List<Sample> samples) {
        var x = samples.stream().mapToDouble(Sample::minutes).average().orElse(0);
        var y = samples.stream().mapToDouble(Sample::mebibytes).average().orElse(0);
        var above = 0.0;
        var below = 0.0;
        for (var sample : samples) {
            above += (sample.minutes - x) * (sample.mebibytes - y);
            below += (sample.minutes - x) * (sample.minutes - x);
        }
        return below == 0 ? 0 : above / below;
    }
}
