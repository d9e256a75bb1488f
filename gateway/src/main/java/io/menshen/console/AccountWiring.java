package io.menshen.console;

import io.menshen.access.Uses;
import io.menshen.disclosure.OwnData;
import io.menshen.intake.Corrections;
import io.menshen.login.Sessions;
import io.menshen.rights.OwnRights;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the pages about a person's account. */
@Configuration(proxyBeanMethods = false)
class AccountWiring {
    @Bean
    OwnAccount ownAccount(
            Uses uses,
            OwnData data,
            Corrections corrections,
            OwnRights rights,
            ScopedTokens tokens) {
        return new OwnAccount(uses, data, corrections, rights, tokens);
    }

    @Bean
    DoorRoutes accountPages(
            Uses uses,
            OwnAccount account,
            Sessions sessions,
            Porter porter,
            Ways ways,
            Clock clock) {
        var visits = new Visits(sessions, porter, ways, clock);
        return new AccountPages(uses, account, visits).routes();
    }

    @Bean
    DoorRoutes endingPages(
            Uses uses,
            OwnAccount account,
            OwnChoices choices,
            Sessions sessions,
            Porter porter,
            Ways ways,
            Clock clock) {
        var visits = new Visits(sessions, porter, ways, clock);
        return new EndingPages(uses, account, choices, visits).routes();
    }
}
