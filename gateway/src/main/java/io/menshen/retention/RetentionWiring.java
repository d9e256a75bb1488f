package io.menshen.retention;

import io.menshen.access.Records;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class RetentionWiring {
    @Bean
    RetentionRun retentionRun(Pools pools, Records records, MeterRegistry meters, Clock clock) {
        var retention =
                new Retention(
                        pools.of(Role.ERASURE),
                        purged -> records.purged(purged.words()).then(),
                        clock);
        return new RetentionRun(retention, new RetentionMeters(meters, clock));
    }
}
