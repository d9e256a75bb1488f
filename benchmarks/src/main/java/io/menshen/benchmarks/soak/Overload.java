package io.menshen.benchmarks.soak;

import io.menshen.benchmarks.load.Surge;
import io.menshen.benchmarks.load.SurgeMain;
import io.menshen.benchmarks.parts.Jvm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Twice the capacity is asked, whatever is answered: of the peak's good answers at least 90 % still
 * come, and who is shed is told so at once, with the time to come back.
 */
final class Overload implements Trial {
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 4;
    private static final int MANY = 2_000;
    private static final double LEAST = 0.9;
    private static final long SOON = Duration.ofMillis(50).toNanos();

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public Verdict run(Ground ground, Extent extent) throws Exception {
        var capacity = 0.0;
        // The last of them finds warm compilers.
        for (var i = 0; i < ROUNDS; i++) {
            var order = ground.closedLoop(CONNECTIONS, extent.surge());
            capacity = Math.max(capacity, ground.load().run(order).perSecond());
        }
        var surge = surge(ground, 2 * capacity, extent.surge());
        var ratio = surge.goodPerSecond() / capacity;
        return Verdict.of(
                ratio >= LEAST && surge.shedP99() < SOON && surge.other() == 0 && surge.shed() > 0,
                "capacity %,.0f good answers a second; asked %,.0f a second (%,.0f were meant)"
                        .formatted(capacity, surge.sentPerSecond(), 2 * capacity),
                "goodput %,.0f a second: %.0f %% of the peak, at least %.0f %% wanted"
                        .formatted(surge.goodPerSecond(), 100 * ratio, 100 * LEAST),
                "shed with 429 or 503 and Retry-After: %,d, after p50 %.1f, p95 %.1f, p99 %.1f ms, under 50 wanted at p99; other answers: %,d"
                        .formatted(
                                surge.shed(),
                                surge.shedP50() / 1e6,
                                surge.shedP95() / 1e6,
                                surge.shedP99() / 1e6,
                                surge.other()));
    }

    /** Asked by a process of its own, whose compilers and those of the shedding are warm first. */
    private static Surge surge(Ground ground, double rate, Duration time)
            throws IOException, InterruptedException {
        var warmUp = time.dividedBy(2).toMillis();
        var asked =
                new Surge.Asked(ground.port(), MANY, rate, warmUp, time.toMillis(), ground.reads());
        var command =
                Jvm.command(
                        Jvm.everything(),
                        SurgeMain.class.getName(),
                        List.of(JsonMapper.shared().writeValueAsString(asked)));
        var log = ground.deployment().log("surge").toFile();
        var process = new ProcessBuilder(command).redirectError(log).start();
        try (var lines = process.inputReader()) {
            var line = lines.readLine();
            if (process.waitFor() != 0 || line == null) {
                throw new IOException("the process that asks too much has failed. Its log: " + log);
            }
            return JsonMapper.shared().readValue(line, Surge.class);
        } finally {
            process.destroy();
        }
    }
}
