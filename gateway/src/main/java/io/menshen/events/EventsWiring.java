package io.menshen.events;

import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Uses;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class EventsWiring {
    @Bean
    DoorRoutes eventRoutes(
            Uses uses,
            Access access,
            Refusals refusals,
            Records records,
            ScopedTokens tokens,
            Pools pools,
            Bodies bodies) {
        var stored = new StoredEvents(pools.of(Role.SUBJECT), pools.of(Role.INTAKE));
        var following =
                new Following(new OwnPurposes(uses, access, refusals), records, tokens, stored);
        return new EventRoutes(following, bodies).routes();
    }
}
