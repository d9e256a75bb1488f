package io.menshen.benchmarks.micro;

import io.menshen.kernel.Personal;
import io.menshen.masking.Masking;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a mask cost? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class MaskingBenchmark {
    /** The kind of mask, and a value that fits it. */
    @Param({
        "name 诸葛慧敏",
        "mobile 13800000001",
        "email huimin@demo.example",
        "id_card 110105194912310021"
    })
    public String what = "";

    /** The value as it is. */
    @Benchmark
    public Optional<Personal<String>> baseline() {
        return Optional.of(value());
    }

    /** The value masked. */
    @Benchmark
    public Optional<Personal<String>> masked() {
        return Masking.show(what.substring(0, what.indexOf(' ')), Map.of(), value());
    }

    private Personal<String> value() {
        return Personal.of(what.substring(what.indexOf(' ') + 1));
    }
}
