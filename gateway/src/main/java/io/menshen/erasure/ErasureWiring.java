package io.menshen.erasure;

import io.menshen.access.Alarms;
import io.menshen.access.Records;
import io.menshen.journal.Revocations;
import io.menshen.policy.Policies;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.subject.SubjectChanges;
import io.menshen.subject.SubjectWrites;
import io.menshen.subject.Subjects;
import io.menshen.tokens.FormatTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class ErasureWiring {
    @Bean
    Erasure erasure(
            Revocations revocations,
            Subjects subjects,
            SubjectChanges changes,
            SubjectWrites writes,
            Pools pools,
            FormatTokens formats,
            Policies policies,
            Alarms alarms,
            Records records,
            Proof proof,
            Clock clock) {
        var database = pools.of(Role.ERASURE);
        var life = new LifeRecords(records);
        var erasing =
                new Erasing(
                        subjects,
                        writes,
                        database,
                        formats,
                        new Stores(policies),
                        life,
                        alarms,
                        proof,
                        clock);
        return new Erasure(
                revocations, changes, erasing, life, new Held(pools.of(Role.INTAKE)), clock);
    }
}
