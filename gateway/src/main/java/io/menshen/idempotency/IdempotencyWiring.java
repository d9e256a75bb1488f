package io.menshen.idempotency;

import io.menshen.keys.KeyRing;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyWiring {
    @Bean
    Replays replays(KeyRing keys, Clock clock, IdempotencyProperties properties) {
        return new StoredReplays(keys, clock, properties.keep());
    }
}
