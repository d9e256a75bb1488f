package io.menshen.console;

import io.menshen.access.Uses;
import io.menshen.cases.OwnCases;
import io.menshen.cases.OwnCopies;
import io.menshen.disclosure.OwnData;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of a person's requests on their pages. */
@Configuration(proxyBeanMethods = false)
class RequestWiring {
    @Bean
    DoorRoutes requestPages(Uses uses, Visits visits, OwnCases cases) {
        return new RequestPages(uses, visits, cases).routes();
    }

    @Bean
    DoorRoutes copyPages(
            Uses uses, Visits visits, OwnData data, OwnCopies copies, Pages pages, Clock clock) {
        return new CopyPages(uses, visits, data, copies, pages, clock).routes();
    }
}
