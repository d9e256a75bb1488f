package io.menshen.benchmarks.micro;

import io.menshen.decision.Decision;
import io.menshen.decision.DecisionPoint;
import io.menshen.decision.DecisionRequest;
import io.menshen.decision.Floor;
import io.menshen.policy.EmbeddedEngine;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a decision cost that is remembered, and what one that the embedded engine makes? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBenchmark {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final DecisionPoint point;
    private final DecisionRequest known = Samples.request();
    private long asked;

    /** Compiles the rules. */
    public DecisionBenchmark() {
        var bundle = Made.by(Samples::embedded);
        var engine = new EmbeddedEngine(bundle, 1);
        point = new DecisionPoint(engine, bundle.revision(), new Floor(Set.of(), Set.of()), LIMIT);
    }

    /** Making a request, which every miss below does. */
    @Benchmark
    public DecisionRequest baseline() {
        return Samples.request(asked++);
    }

    /** A request that was decided before. */
    @Benchmark
    public @Nullable Decision cached() {
        return point.decide(known).block();
    }

    /** A request that nobody asked before. */
    @Benchmark
    public @Nullable Decision embedded() {
        return point.decide(Samples.request(asked++)).block();
    }
}
