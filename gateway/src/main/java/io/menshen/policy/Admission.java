package io.menshen.policy;

import io.menshen.catalog.Catalog;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Brings a bundle that compiled before the gate. What does not compile is not shown to the gate,
 * which may remember it; what the gate refuses is asked about at every look, and compiled once.
 */
final class Admission implements Function<Bundle, PolicyEngine> {
    private final Function<Bundle, PolicyEngine> engines;
    private final ObjectProvider<Policies.Gate> gate;
    private @Nullable Waiting waiting;

    Admission(Function<Bundle, PolicyEngine> engines, ObjectProvider<Policies.Gate> gate) {
        this.engines = engines;
        this.gate = gate;
    }

    private record Waiting(String digest, PolicyEngine engine) {}

    @Override
    public PolicyEngine apply(Bundle bundle) {
        var engine = compiled(bundle);
        waiting = new Waiting(bundle.digest(), engine);
        var catalog = Catalog.parse(bundle.registries());
        gate.ifAvailable(one -> one.admit(bundle.revision(), catalog));
        waiting = null;
        return engine;
    }

    private PolicyEngine compiled(Bundle bundle) {
        var before = waiting;
        return before != null && before.digest.equals(bundle.digest())
                ? before.engine
                : engines.apply(bundle);
    }
}
