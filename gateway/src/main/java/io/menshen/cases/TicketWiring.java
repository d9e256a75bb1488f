package io.menshen.cases;

import io.menshen.access.Alarms;
import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.disclosure.Tickets;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of tickets. */
@Configuration(proxyBeanMethods = false)
class TicketWiring {
    @Bean
    TicketBook ticketBook(Pools pools, KeyRing keys, Alarms alarms) {
        return new TicketBook(new TicketReads(pools.of(Role.CASES), keys), alarms);
    }

    @Bean
    Tickets tickets(
            Officers officers, TicketBook book, Records records, KeyRing keys, Clock clock) {
        return new TicketCover(officers, book, records, keys, clock);
    }

    @Bean
    TicketDeciding ticketDeciding(
            Officers officers,
            Once once,
            TicketBook book,
            CaseTransactions transactions,
            Refusals refusals,
            KeyRing keys,
            Clock clock) {
        return new TicketDeciding(officers, once, book, transactions, refusals, keys, clock);
    }

    @Bean
    DoorRoutes ticketRoutes(
            Officers officers,
            Once once,
            TicketBook book,
            CaseTransactions transactions,
            ScopedTokens tokens,
            TicketDeciding deciding,
            Records records,
            Bodies bodies,
            KeyRing keys,
            Clock clock) {
        var asking = new TicketAsking(officers, once, transactions, tokens, keys, clock);
        var looking = new TicketLooking(officers, book, records);
        return new TicketRoutes(asking, deciding, looking, bodies).routes();
    }
}
