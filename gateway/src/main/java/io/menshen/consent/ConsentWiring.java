package io.menshen.consent;

import io.menshen.journal.Revocations;
import io.menshen.keys.KeyRing;
import io.menshen.subject.SubjectChanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class ConsentWiring {
    @Bean
    Receipts receipts(KeyRing keys) {
        return new Receipts(keys);
    }

    @Bean
    Withdrawals withdrawals(Revocations revocations, SubjectChanges changes, Receipts receipts) {
        return new Withdrawals(revocations, changes, receipts);
    }
}
