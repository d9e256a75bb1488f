package io.menshen.benchmarks.micro;

import io.menshen.kernel.Bytes;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.keys.KeyRing.FieldClass;
import io.menshen.keys.SubjectKey;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What do a person's keys and the sealing of one value cost? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SealingBenchmark {
    private final SubjectId subject = new SubjectId(UUID.randomUUID());
    private final Personal<String> value = Personal.of("13800000001");
    private final SubjectKey.Place place =
            new SubjectKey.Place(
                    "identity",
                    UUID.randomUUID().toString(),
                    "mobile",
                    0,
                    "member_register",
                    "app",
                    LocalDate.parse("2031-01-01"));
    private final KeyRing ring;
    private final KeyRing.WrappedKeys wrapped;
    private final SubjectKey key;
    private final Bytes sealed;

    /** Makes keysets, a person's keys and a sealed value. */
    public SealingBenchmark() {
        ring = Made.by(Made::ring);
        wrapped = ring.newKeys(subject);
        key = ring.unwrap(subject, FieldClass.SERVICE, wrapped);
        sealed = Bytes.copyOf(key.seal(place, value));
    }

    /** A copy of the sealed bytes, which opening makes too. */
    @Benchmark
    public byte[] baseline() {
        return sealed.toArray();
    }

    /** Unwraps a person's key: once a read. */
    @Benchmark
    public SubjectKey unwrap() {
        return ring.unwrap(subject, FieldClass.SERVICE, wrapped);
    }

    /** Seals a value. */
    @Benchmark
    public byte[] seal() {
        return key.seal(place, value);
    }

    /** Opens a value: once a field. */
    @Benchmark
    public Personal<String> open() {
        return key.open(place, sealed.toArray());
    }
}
