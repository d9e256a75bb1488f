package io.menshen.telemetry;

import io.menshen.kernel.Metric;
import io.menshen.kernel.MetricTag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one place that makes meters. Each method takes the values of the metric's tags in their
 * order, and throws {@link IllegalArgumentException} where they are not among those that the metric
 * may have, or where the metric is of another kind.
 */
public final class Meters {
    /** Upper ends of the times that are counted apart, from the fastest read to a lost server. */
    private static final Duration[] ENDS =
            Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private Meters() {}

    /** A counter; the same one for the same values. */
    public static Counter counter(MeterRegistry meters, Metric metric, String... values) {
        return Counter.builder(checked(metric, Metric.Kind.COUNTER).id())
                .description(metric.meaning())
                .baseUnit(unit(metric))
                .tags(tags(metric, values))
                .register(meters);
    }

    /** A timer; the same one for the same values. */
    public static Timer timer(MeterRegistry meters, Metric metric, String... values) {
        return Timer.builder(checked(metric, Metric.Kind.TIMER).id())
                .description(metric.meaning())
                .serviceLevelObjectives(ENDS)
                .tags(tags(metric, values))
                .register(meters);
    }

    /** A summary; the same one for the same values. */
    public static DistributionSummary summary(
            MeterRegistry meters, Metric metric, String... values) {
        return DistributionSummary.builder(checked(metric, Metric.Kind.SUMMARY).id())
                .description(metric.meaning())
                .baseUnit(unit(metric))
                .tags(tags(metric, values))
                .register(meters);
    }

    /**
     * A gauge that asks for its number whenever it is read; the first with these values stays.
     *
     * @param number must neither wait nor try
     */
    public static void gauge(
            MeterRegistry meters, Metric metric, Supplier<Number> number, String... values) {
        Gauge.builder(checked(metric, Metric.Kind.GAUGE).id(), number)
                .description(metric.meaning())
                .baseUnit(unit(metric))
                .tags(tags(metric, values))
                .register(meters);
    }

    private static Metric checked(Metric metric, Metric.Kind kind) {
        if (metric.kind() != kind) {
            throw new IllegalArgumentException(metric + " is a " + metric.kind().word());
        }
        return metric;
    }

    /** An empty one would stand in the name. */
    private static @Nullable String unit(Metric metric) {
        return metric.unit().isEmpty() ? null : metric.unit();
    }

    private static Tags tags(Metric metric, String... values) {
        var tags = metric.tags();
        if (tags.size() != values.length) {
            throw new IllegalArgumentException(metric + " has " + tags.size() + " tags");
        }
        return Tags.of(
                IntStream.range(0, values.length)
                        .mapToObj(i -> tag(metric, tags, i, values[i]))
                        .toList());
    }

    private static Tag tag(Metric metric, List<MetricTag> tags, int i, String value) {
        var tag = tags.get(i);
        if (!tag.allows(value)) {
            throw new IllegalArgumentException(metric + " has no such " + tag.name());
        }
        return Tag.of(tag.name(), value);
    }
}
