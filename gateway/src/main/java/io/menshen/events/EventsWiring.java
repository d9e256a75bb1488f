package io.menshen.events;

import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Uses;
import io.menshen.journal.ReplayGate;
import io.menshen.policy.Policies;
import io.menshen.signing.SigningKey;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventsProperties.class)
class EventsWiring {
    @Bean
    StoredEvents storedEvents(Pools pools) {
        return new StoredEvents(pools.of(Role.SUBJECT), pools.of(Role.INTAKE));
    }

    @Bean
    Following following(
            ReplayGate gate,
            Uses uses,
            Access access,
            Refusals refusals,
            Records records,
            ScopedTokens tokens,
            StoredEvents events) {
        var purposes = new OwnPurposes(gate, uses, access, refusals);
        return new Following(purposes, records, tokens, events);
    }

    @Bean
    DoorRoutes eventRoutes(Following following, Bodies bodies) {
        return new EventRoutes(following, bodies).routes();
    }

    @Bean
    EventLoop eventLoop(
            EventsProperties properties,
            Following following,
            StoredEvents events,
            Pools pools,
            SigningKey auditKey,
            Policies policies,
            MeterRegistry registry,
            Clock clock) {
        var meters = new EventMeters(registry);
        var webhook = new Webhook(auditKey, clock, properties.limit());
        var leases = new Leases(pools.of(Role.INTAKE));
        var pushing =
                new Pushing(
                        following, events, leases, webhook, policies, meters, properties.retry());
        return new EventLoop(properties, pushing, events, webhook, meters, policies);
    }
}
