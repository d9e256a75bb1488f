package io.menshen.quota;

import io.menshen.keys.KeyRing;
import io.menshen.storage.Loops;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuotaProperties.class)
class QuotaWiring {
    @Bean
    CapQuota quota(
            QuotaProperties properties,
            Loops loops,
            KeyRing keys,
            Clock clock,
            MeterRegistry meters) {
        var windows = new Windows(keys, clock);
        return new CapQuota(properties, loops, windows, clock, new CapMeters(meters));
    }

    @Bean
    MatchAttempts matchAttempts(Pools pools, Clock clock) {
        return new StoredAttempts(pools.of(Role.QUOTA), clock);
    }
}
