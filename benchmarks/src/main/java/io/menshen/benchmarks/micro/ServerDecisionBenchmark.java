package io.menshen.benchmarks.micro;

import io.menshen.decision.Decision;
import io.menshen.decision.DecisionRequest;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does a decision cost that a real OPA server makes, over HTTP? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ServerDecisionBenchmark {
    private final OpaPoint opa = Made.by(OpaPoint::start);
    private long asked;

    /** Making a request, which the other does too. */
    @Benchmark
    public DecisionRequest baseline() {
        return Samples.request(asked++);
    }

    /** A request that nobody asked before. */
    @Benchmark
    public @Nullable Decision server() {
        return opa.point().decide(Samples.request(asked++)).block();
    }

    /** Ends both. */
    @TearDown
    public void end() {
        opa.close();
    }
}
