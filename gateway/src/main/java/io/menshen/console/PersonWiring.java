package io.menshen.console;

import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.audit.AuditSearch;
import io.menshen.consent.Restorations;
import io.menshen.disclosure.OwnData;
import io.menshen.login.AppLinks;
import io.menshen.login.Codes;
import io.menshen.login.Entry;
import io.menshen.login.Sessions;
import io.menshen.notice.Notices;
import io.menshen.subject.IndexWrites;
import io.menshen.subject.SubjectChanges;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the pages behind the login. */
@Configuration(proxyBeanMethods = false)
class PersonWiring {
    @Bean
    Ways ways(Pages pages) {
        return new Ways(pages);
    }

    @Bean
    Porter porter(Sessions sessions, Bodies bodies, ConsoleProperties properties) {
        return new Porter(sessions, bodies, Cookies.PEOPLE, properties.address());
    }

    @Bean
    Visits visits(Sessions sessions, Porter porter, Ways ways, Clock clock) {
        return new Visits(sessions, porter, ways, clock);
    }

    @Bean
    DoorRoutes loginPages(
            Uses uses, Codes codes, AppLinks links, Entry entry, Porter porter, Ways ways) {
        return new LoginPages(uses, codes, links, entry, porter, ways).routes();
    }

    @Bean
    DoorRoutes loginLinks(
            Uses uses,
            Access access,
            AppLinks links,
            Records records,
            Bodies bodies,
            ConsoleProperties properties) {
        return new LoginLinking(uses, access, links, records, bodies, properties).routes();
    }

    @Bean
    OwnChoices ownChoices(
            Uses uses,
            Notices notices,
            Agreements agreements,
            Restorations restorations,
            Records records,
            Clock clock) {
        return new OwnChoices(uses, notices, agreements, restorations, records, clock);
    }

    @Bean
    OwnUses ownUses(
            Uses uses,
            Access access,
            ScopedTokens tokens,
            AuditSearch search,
            Records records,
            Clock clock) {
        return new OwnUses(uses, access, tokens, search, records, clock);
    }

    @Bean
    Releasing releasing(
            Uses uses,
            Access access,
            ScopedTokens tokens,
            Choices choices,
            SubjectChanges changes,
            IndexWrites index,
            Records records,
            Clock clock) {
        return new Releasing(uses, access, tokens, choices, changes, index, records, clock);
    }

    @Bean
    DoorRoutes personPages(
            Uses uses,
            Visits visits,
            Choices choices,
            OwnChoices own,
            OwnData data,
            OwnUses used,
            Releasing releasing,
            Clock clock) {
        return new PersonPages(uses, visits, choices, own, data, used, releasing, clock).routes();
    }
}
