package io.menshen.quota;

import io.menshen.kernel.Metric;
import io.menshen.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts uses of the caps by who kept them. */
final class CapMeters {
    /** Who counts a use. */
    enum Keeper {
        REDIS("redis"),
        INSTANCE("instance");

        private final String word;

        Keeper(String word) {
            this.word = word;
        }
    }

    private record Counted(Counter granted, Counter refused) {}

    private final Counted byRedis;
    private final Counted byInstance;
    private final DistributionSummary sizes;

    CapMeters(MeterRegistry meters) {
        byRedis = counted(meters, Keeper.REDIS);
        byInstance = counted(meters, Keeper.INSTANCE);
        sizes = Meters.summary(meters, Metric.STORE_READ, "caps");
    }

    private static Counted counted(MeterRegistry meters, Keeper keeper) {
        return new Counted(
                Meters.counter(meters, Metric.CAPS, keeper.word, "granted"),
                Meters.counter(meters, Metric.CAPS, keeper.word, "refused"));
    }

    void told(Keeper keeper, Verdict verdict) {
        var its = keeper == Keeper.REDIS ? byRedis : byInstance;
        switch (verdict) {
            case Verdict.Granted() -> its.granted.increment();
            case Verdict.UsedUp(var _) -> its.refused.increment();
        }
    }

    /** Uses that one look at Redis counted. */
    void gathered(int uses) {
        sizes.record(uses);
    }
}
