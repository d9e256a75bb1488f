package io.menshen.subject;

import io.menshen.keys.KeyRing;
import io.menshen.storage.HotReads;
import io.menshen.storage.Loops;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.telemetry.Spans;
import io.menshen.telemetry.Stage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class SubjectWiring {
    @Bean
    Subjects subjects(Pools pools, HotReads.ByRole hot, Loops loops, KeyRing keys, Spans spans) {
        var reads = new SubjectReads(pools, hot.of(Role.SUBJECT), loops, keys);
        return spans.around(Stage.SUBJECT, Subjects.class, reads);
    }

    @Bean
    SubjectWrites subjectWrites(KeyRing keys) {
        return new SubjectWrites(keys);
    }

    @Bean
    IndexWrites indexWrites(KeyRing keys) {
        return new IndexWrites(keys);
    }

    @Bean
    SubjectChanges subjectChanges(Subjects subjects, SubjectWrites writes, Pools pools) {
        return new SubjectChanges(subjects, writes, pools.of(Role.INTAKE));
    }
}
