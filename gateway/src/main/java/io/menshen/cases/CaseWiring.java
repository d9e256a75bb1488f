package io.menshen.cases;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Once;
import io.menshen.access.Records;
import io.menshen.access.Uses;
import io.menshen.keys.KeyRing;
import io.menshen.policy.Policies;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.subject.Subjects;
import io.menshen.tokens.ScopedTokens;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaseProperties.class)
class CaseWiring {
    @Bean
    Officers officers(Uses uses, Access access, ScopedTokens tokens) {
        return new Officers(uses, access, tokens);
    }

    @Bean
    CaseReads caseReads(Pools pools, KeyRing keys) {
        return new CaseReads(pools.of(Role.CASES), keys);
    }

    @Bean
    CaseBook caseBook(CaseReads reads, Subjects subjects, Alarms alarms) {
        return new CaseBook(reads, subjects, alarms);
    }

    @Bean
    CaseTransactions caseTransactions(Pools pools, Once once, Records records) {
        return new CaseTransactions(pools.of(Role.INTAKE), once, records);
    }

    @Bean
    Filing caseFiling(
            Officers officers,
            Once once,
            CaseTransactions transactions,
            KeyRing keys,
            Clock clock) {
        return new Filing(officers, once, transactions, keys, clock);
    }

    @Bean
    Handling caseHandling(
            Officers officers,
            Once once,
            CaseBook book,
            CaseTransactions transactions,
            KeyRing keys,
            Clock clock) {
        return new Handling(officers, once, book, transactions, keys, clock);
    }

    @Bean
    OwnCases ownCases(
            Access access,
            ScopedTokens tokens,
            CaseBook book,
            Handling handling,
            CaseTransactions transactions,
            Records records,
            KeyRing keys,
            Clock clock) {
        return new OwnCases(access, tokens, book, handling, transactions, records, keys, clock);
    }

    @Bean
    Looking caseLooking(
            Officers officers,
            CaseBook book,
            Uses uses,
            ScopedTokens tokens,
            Records records,
            KeyRing keys,
            Clock clock) {
        return new Looking(officers, book, uses, tokens, records, keys, clock);
    }

    @Bean
    DoorRoutes caseRoutes(
            Filing filing, Handling handling, Looking looking, Bodies bodies, Clock clock) {
        return new CaseRoutes(filing, handling, looking, bodies, clock).routes();
    }

    @Bean
    OfficerDesk officerDesk(Handling handling, Looking looking, Uses uses, Clock clock) {
        return new OfficerDesk(handling, looking, uses, clock);
    }

    @Bean
    CaseWatch caseWatch(CaseReads reads, Policies policies, MeterRegistry meters, Clock clock) {
        var watch = new CaseWatch(reads, policies, clock);
        watch.tell(meters);
        return watch;
    }

    @Bean
    Copies copies(Pools pools) {
        return new Copies(pools.of(Role.CASES), pools.of(Role.INTAKE));
    }

    @Bean
    OwnCopies ownCopies(
            Access access,
            ScopedTokens tokens,
            Copies copies,
            CaseTransactions transactions,
            Records records,
            Alarms alarms,
            KeyRing keys,
            Clock clock) {
        return new OwnCopies(access, tokens, copies, transactions, records, alarms, keys, clock);
    }

    @Bean
    CaseLoop caseLoop(CaseWatch watch, Copies copies, CaseProperties properties, Clock clock) {
        return new CaseLoop(watch, copies, properties.look(), clock);
    }
}
