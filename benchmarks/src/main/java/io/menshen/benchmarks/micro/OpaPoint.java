package io.menshen.benchmarks.micro;

import io.menshen.benchmarks.parts.Started;
import io.menshen.decision.DecisionPoint;
import io.menshen.decision.Floor;
import io.menshen.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;

/** A decision point that asks a real OPA server by the gateway's own engine. */
record OpaPoint(Started opa, ConfigurableApplicationContext gateway, DecisionPoint point)
        implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    static OpaPoint start() throws IOException, GeneralSecurityException {
        var folder = Files.createTempDirectory("menshen-opa");
        var policy = SignedPolicy.of(Samples.server(), folder);
        var opa = Opa.serve(policy.bundle(), policy.publicKey(), folder.resolve("opa.log"));
        var gateway = ServerPolicy.start(policy, opa.port());
        var snapshot = gateway.getBean(Policies.class).current();
        var floor = new Floor(Set.of(), Set.of());
        var point = new DecisionPoint(snapshot.engine(), snapshot.revision(), floor, LIMIT);
        return new OpaPoint(opa, gateway, point);
    }

    @Override
    public void close() {
        gateway.close();
        opa.close();
    }
}
