package io.menshen.benchmarks.bare;

import io.menshen.storage.HotReads;
import io.menshen.storage.Pools;

/**
 * The gateway with its hot reads through r2dbc-postgresql, as all its other statements go: what the
 * pipelining client gains. It exists for this comparison.
 */
public final class OtherClientGateway {
    private OtherClientGateway() {}

    /** Starts it. */
    public static void main(String[] arguments) {
        ChangedGateway.run(
                arguments,
                HotReads.ByRole.class,
                beans -> role -> beans.getBean(Pools.class).reads(role));
    }
}
