package io.menshen.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The decision's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DecisionProperties.class)
class DecisionWiring {
    @Bean
    DecisionPoints decisionPoints(
            DecisionProperties properties, ObjectProvider<MeterRegistry> meters) {
        var registry = meters.getIfAvailable(CompositeMeterRegistry::new);
        return new DecisionPoints(properties.limit(), new DecisionMeters(registry));
    }
}
