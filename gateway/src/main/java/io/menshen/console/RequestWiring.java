package io.menshen.console;

import io.menshen.access.Uses;
import io.menshen.cases.OwnCases;
import io.menshen.cases.OwnCopies;
import io.menshen.disclosure.OwnData;
import io.menshen.login.Sessions;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of a person's requests on their pages. */
@Configuration(proxyBeanMethods = false)
class RequestWiring {
    @Bean
    DoorRoutes requestPages(
            Uses uses, Sessions sessions, Porter porter, Ways ways, OwnCases cases, Clock clock) {
        var visits = new Visits(sessions, porter, ways, clock);
        return new RequestPages(uses, visits, cases).routes();
    }

    @Bean
    DoorRoutes copyPages(
            Uses uses,
            Sessions sessions,
            Porter porter,
            Ways ways,
            OwnData data,
            OwnCopies copies,
            Pages pages,
            Clock clock) {
        var visits = new Visits(sessions, porter, ways, clock);
        return new CopyPages(uses, visits, data, copies, pages, clock).routes();
    }
}
