package io.menshen.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.resources.LoopResources;

/** The event loops, and the pools on them, which connect with the first use. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
class StorageWiring {
    /**
     * As many loops as processors, for the doors and the database alike: more threads than
     * processors wait for each other.
     */
    @Bean(destroyMethod = "dispose")
    LoopResources loopResources() {
        return LoopResources.create("loop", Runtime.getRuntime().availableProcessors(), true);
    }

    @Bean
    Loops loops(LoopResources resources) {
        return Loops.of(resources);
    }

    @Bean
    PoolMeters poolMeters(ObjectProvider<MeterRegistry> meters, ObjectProvider<Clock> clock) {
        return new PoolMeters(
                meters.getIfAvailable(CompositeMeterRegistry::new),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Pools pools(StorageProperties properties, LoopResources resources, PoolMeters meters) {
        return new Pools(properties, resources, meters);
    }

    @Bean
    HotPools hotPools(StorageProperties properties, Loops loops, PoolMeters meters) {
        return new HotPools(properties, loops.size(), meters);
    }
}
