package io.menshen.benchmarks.micro;

import io.menshen.kernel.SubjectId;
import io.menshen.tokens.ScopedTokens;
import java.util.Optional;
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

/** What do a person's scoped tokens cost? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScopedTokenBenchmark {
    private static final ScopedTokens.Scope SCOPE = new ScopedTokens.Scope("app", "membership");

    private final SubjectId subject = new SubjectId(UUID.randomUUID());
    private final ScopedTokens tokens;
    private final String token;

    /** Makes keysets. */
    public ScopedTokenBenchmark() {
        tokens = new ScopedTokens(Made.by(Made::ring));
        token = tokens.ofSubject(SCOPE, subject);
    }

    /** The id as text. */
    @Benchmark
    public String baseline() {
        return subject.value().toString();
    }

    /** Issues a token. */
    @Benchmark
    public String issue() {
        return tokens.ofSubject(SCOPE, subject);
    }

    /** Opens a token. */
    @Benchmark
    public Optional<SubjectId> open() {
        return tokens.subject(SCOPE, token);
    }
}
