package io.menshen.telemetry;

import io.menshen.kernel.Metric;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names under which Prometheus sees the metrics. */
public final class Exposed {
    private static final PrometheusNamingConvention NAMES = new PrometheusNamingConvention();

    private Exposed() {}

    /** The name without what a kind adds to it. */
    public static String name(Metric metric) {
        return NAMES.name(
                metric.id(), type(metric), metric.unit().isEmpty() ? null : metric.unit());
    }

    /** All names of the series of a metric. */
    public static List<String> series(Metric metric) {
        var name = name(metric);
        return switch (metric.kind()) {
            case COUNTER -> List.of(name + "_total");
            case GAUGE -> List.of(name);
            case SUMMARY -> List.of(name + "_count", name + "_sum", name + "_max");
            case TIMER -> List.of(name + "_count", name + "_sum", name + "_max", name + "_bucket");
        };
    }

    /** The names of all series of the enum. */
    public static Set<String> all() {
        var all = new TreeSet<String>();
        Arrays.stream(Metric.values()).map(Exposed::series).flatMap(List::stream).forEach(all::add);
        return all;
    }

    /** The kind as Micrometer has it. */
    public static Meter.Type type(Metric metric) {
        return switch (metric.kind()) {
            case COUNTER -> Meter.Type.COUNTER;
            case GAUGE -> Meter.Type.GAUGE;
            case SUMMARY -> Meter.Type.DISTRIBUTION_SUMMARY;
            case TIMER -> Meter.Type.TIMER;
        };
    }

    /** The metric of that name of Micrometer's. */
    public static Stream<Metric> of(String id) {
        return Arrays.stream(Metric.values()).filter(metric -> metric.id().equals(id));
    }
}
