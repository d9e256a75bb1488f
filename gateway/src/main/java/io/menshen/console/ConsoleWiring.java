package io.menshen.console;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Uses;
import io.menshen.consent.Links;
import io.menshen.consent.Restorations;
import io.menshen.consent.Withdrawals;
import io.menshen.keys.KeyRing;
import io.menshen.notice.NoticeArchive;
import io.menshen.notice.Notices;
import io.menshen.subject.Subjects;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
class ConsoleWiring {
    @Bean
    Pages pages() {
        return new Pages("io/menshen/console/");
    }

    @Bean
    DoorRoutes noticePages(Uses uses, Notices notices, NoticeArchive archive, Pages pages) {
        return new NoticePages(uses, notices, archive, pages).routes();
    }

    @Bean
    Choices choices(
            Uses uses,
            Access access,
            Subjects subjects,
            Withdrawals withdrawals,
            ScopedTokens tokens,
            Records records,
            Alarms alarms,
            Clock clock) {
        return new Choices(uses, access, subjects, withdrawals, tokens, records, alarms, clock);
    }

    @Bean
    Agreements agreements(Access access, Refusals refusals) {
        return new Agreements(access, refusals);
    }

    @Bean
    DoorRoutes pageRoutes(
            Uses uses,
            Subjects subjects,
            Links links,
            Restorations restorations,
            Records records,
            Choices choices,
            Agreements agreements,
            KeyRing keys,
            Pages pages,
            ConsoleProperties properties,
            Clock clock) {
        var undoing =
                new Undoing(
                        uses,
                        agreements,
                        subjects,
                        restorations,
                        records,
                        properties.undo(),
                        clock);
        return new PageRoutes(uses, links, choices, undoing, keys, pages, clock).routes();
    }

    @Bean
    DoorRoutes linkRoutes(
            Uses uses,
            Access access,
            Links links,
            ScopedTokens tokens,
            Records records,
            Bodies bodies,
            ConsoleProperties properties,
            Clock clock) {
        return new Linking(uses, access, links, tokens, records, bodies, properties, clock)
                .routes();
    }
}
