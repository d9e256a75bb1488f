package io.menshen.consent;

import io.menshen.journal.Revocations;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.subject.SubjectChanges;
import io.menshen.subject.Subjects;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class ConsentWiring {
    @Bean
    Receipts receipts(KeyRing keys, Subjects subjects, Pools pools) {
        return new Receipts(keys, subjects, new ReceiptReads(pools.of(Role.SUBJECT)));
    }

    @Bean
    Withdrawals withdrawals(Revocations revocations, SubjectChanges changes, Receipts receipts) {
        return new Withdrawals(revocations, changes, receipts);
    }

    @Bean
    Links links(Pools pools, Clock clock) {
        return new Links(pools.of(Role.SUBJECT), pools.of(Role.INTAKE), clock);
    }

    @Bean
    Restorations restorations(SubjectChanges changes, Receipts receipts) {
        return new Restorations(changes, receipts);
    }
}
