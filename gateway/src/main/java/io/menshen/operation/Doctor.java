package io.menshen.operation;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at all that a gateway needs and changes nothing. It blocks, for some seconds where a part
 * does not answer: it runs as a command, on the machine and as the account of the gateway.
 */
public final class Doctor {
    private final List<Supplier<Stream<Finding>>> looks;

    /** For this configuration. */
    public Doctor(Configured configured, Clock clock) {
        looks =
                List.of(
                        new DatabaseLook(configured.storage(), clock)::findings,
                        new StoresLook(configured.storage())::findings,
                        new ConnectionsLook(configured.storage(), configured.quota())::findings,
                        new RedisLook(configured.quota())::findings,
                        new IssuersLook(configured.web(), clock)::findings,
                        new ProviderLook(configured.staffIssuer())::findings,
                        new DoorsLook(configured.web(), clock)::findings,
                        new KeysLook(configured)::findings,
                        new FilesLook(configured)::findings,
                        new VolumeLook(configured, clock)::findings,
                        new PolicyLook(configured.policy())::findings,
                        new LimitsLook(configured)::findings);
    }

    /** What was found, part by part. */
    public List<Finding> findings() {
        return looks.stream().flatMap(Supplier::get).toList();
    }
}
