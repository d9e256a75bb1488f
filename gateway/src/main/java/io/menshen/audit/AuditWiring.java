package io.menshen.audit;

import io.menshen.signing.SigningKey;
import io.menshen.storage.Loops;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** The audit's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditWiring {
    /** Records that a reader of the counts may have to count by itself, of each chain. */
    private static final int COUNT = 10_000;

    @Bean
    AuditWriter auditLog(
            Pools pools,
            Loops loops,
            Clock clock,
            AuditProperties properties,
            ObjectProvider<MeterRegistry> registry) {
        var limits =
                new AuditWriter.Limits(
                        properties.pending(), properties.batch(), properties.commit(), COUNT);
        // Without a registry of its own, one that drops what it is told.
        var meters = new AuditMeters(registry.getIfAvailable(CompositeMeterRegistry::new), clock);
        return new AuditWriter(pools.of(Role.AUDIT), loops, clock, limits, meters);
    }

    @Bean
    AuditSearch auditSearch(Pools pools) {
        return AuditSearch.on(pools.of(Role.AUDIT));
    }

    @Bean
    CheckpointLog checkpointLog(Pools pools) {
        return new CheckpointLog(pools.of(Role.AUDIT));
    }

    /** The key of the audit, by which what is handed out is signed too: auditors have its half. */
    @Bean
    SigningKey auditKey(AuditProperties properties) throws IOException {
        return SigningKey.read(properties.privateKey(), properties.publicKey());
    }

    @Bean
    AuditLoop auditLoop(
            AuditWriter writer,
            Pools pools,
            Clock clock,
            SigningKey auditKey,
            AuditProperties properties) {
        var checkpoints =
                new Checkpoints(
                        pools.of(Role.AUDIT),
                        clock,
                        auditKey,
                        new Anchor(properties.anchor()),
                        properties.checkpoint(),
                        Schedulers.boundedElastic());
        writer.meters().checkpoint(checkpoints::newest);
        return new AuditLoop(writer, checkpoints);
    }
}
