package io.menshen.cases;

import io.menshen.access.Alarms;
import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.erasure.Erasure;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.subject.Subjects;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of holds. */
@Configuration(proxyBeanMethods = false)
class HoldWiring {
    @Bean
    HoldBook holdBook(Pools pools, KeyRing keys, Subjects subjects, Alarms alarms) {
        return new HoldBook(new HoldReads(pools.of(Role.CASES), keys), subjects, alarms);
    }

    @Bean
    HoldLooking holdLooking(
            Officers officers, HoldBook book, ScopedTokens tokens, Records records) {
        return new HoldLooking(officers, book, tokens, records);
    }

    @Bean
    Holds holds(
            Officers officers,
            Once once,
            CaseTransactions transactions,
            KeyRing keys,
            Clock clock) {
        return new Holds(officers, once, transactions, keys, clock);
    }

    @Bean
    Approving approving(
            Officers officers,
            Once once,
            HoldBook book,
            Erasure erasure,
            Records records,
            Refusals refusals,
            KeyRing keys,
            Clock clock) {
        return new Approving(officers, once, book, erasure, records, refusals, keys, clock);
    }

    @Bean
    Declining declining(
            Officers officers,
            Once once,
            HoldBook book,
            CaseTransactions transactions,
            KeyRing keys,
            Clock clock) {
        return new Declining(officers, once, book, transactions, keys, clock);
    }

    @Bean
    HoldDesk holdDesk(Approving approving, Declining declining, HoldLooking looking) {
        return new HoldDesk(approving, declining, looking);
    }

    @Bean
    DoorRoutes holdRoutes(
            Holds holds,
            Approving approving,
            Declining declining,
            HoldLooking looking,
            Bodies bodies) {
        return new HoldRoutes(holds, approving, declining, looking, bodies).routes();
    }
}
