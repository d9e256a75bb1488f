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
    Desk desk(Uses uses, Access access) {
        return new Desk(uses, access);
    }

    @Bean
    Proving proving(StoredReceipts receipts, ScopedTokens tokens) {
        return new Proving(receipts, tokens);
    }

    @Bean
    Erasures erasures(
            Desk desk,
            Erasure erasure,
            StoredReceipts receipts,
            Proving proving,
            Once once,
            Records records) {
        return new Erasures(desk, erasure, receipts, proving, once, records);
    }

    @Bean
    Closures closures(Desk desk, Erasure erasure, Once once, Records records, Clock clock) {
        return new Closures(desk, erasure, once, records, clock);
    }

    @Bean
    OwnRights ownRights(
            Desk desk,
            Erasures erasures,
            Closures closures,
            StoredReceipts receipts,
            Records records) {
        return new OwnRights(desk, erasures, closures, receipts, records);
    }

    @Bean
    DoorRoutes rightsRoutes(
            Erasures erasures,
            Closures closures,
            Desk desk,
            StoredReceipts receipts,
            Proving proving,
            Records records,
            Bodies bodies) {
        return new RightsRoutes(erasures, closures, desk, receipts, proving, records, bodies)
                .routes();
    }
}
