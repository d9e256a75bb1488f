package io.menshen.rights;

import io.menshen.access.Access;
import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.erasure.Erasure;
import io.menshen.keys.LiveKeysets;
import io.menshen.policy.Policies;
import io.menshen.signing.SigningKey;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RightsProperties.class)
class RightsWiring {
    /** Receipts are signed by the key of the audit, whose public half auditors have already. */
    @Bean
    StoredReceipts storedReceipts(
            Policies policies,
            LiveKeysets keysets,
            SigningKey auditKey,
            RightsProperties properties,
            Pools pools) {
        var account = new Account(properties.backups());
        return new StoredReceipts(policies, keysets, auditKey, account, pools.of(Role.SUBJECT));
    }

    @Bean
    DoorRoutes rightsRoutes(
            Uses uses,
            Access access,
            Erasure erasure,
            StoredReceipts receipts,
            ScopedTokens tokens,
            Once once,
            Records records,
            Clock clock,
            Bodies bodies) {
        var desk = new Desk(uses, access);
        var proving = new Proving(receipts, tokens);
        var erasures = new Erasures(desk, erasure, receipts, proving, once, records);
        var closures = new Closures(desk, erasure, once, records, clock);
        return new RightsRoutes(erasures, closures, desk, receipts, proving, records, bodies)
                .routes();
    }
}
