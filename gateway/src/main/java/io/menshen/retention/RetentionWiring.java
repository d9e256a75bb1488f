package io.menshen.retention;

import io.menshen.access.Records;
import io.menshen.erasure.Erasure;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class RetentionWiring {
    @Bean
    RetentionRun retentionRun(
            Pools pools, Erasure erasure, Records records, MeterRegistry meters, Clock clock) {
        var retention =
                new Retention(
                        pools.of(Role.ERASURE),
                        purged -> records.purged(purged.words()).then(),
                        clock);
        return new RetentionRun(
                retention, Mono.defer(erasure::finish), new RetentionMeters(meters, clock));
    }
}
