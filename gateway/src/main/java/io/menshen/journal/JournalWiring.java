package io.menshen.journal;

import io.menshen.keys.KeyRing;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
class JournalWiring {
    private static final String FILES = "journalFiles";

    /** One for the appends, which wait for each other, and one for a reader. */
    private static final int THREADS = 2;

    private static final int WAITING = 1_000;

    /** Threads for the file alone: a disk that hangs holds up nothing else. */
    @Bean(name = FILES, destroyMethod = "dispose")
    Scheduler journalFiles() {
        return Schedulers.newBoundedElastic(THREADS, WAITING, "journal", 60, true);
    }

    @Bean
    Journal journal(JournalProperties properties, KeyRing keys, @Qualifier(FILES) Scheduler files) {
        return new JournalFile(properties.file(), new JournalLines(keys), files);
    }

    @Bean
    ReplayGate replayGate() {
        return new ReplayGate();
    }

    @Bean
    AppliedEntries appliedEntries(Pools pools) {
        return new AppliedEntries(pools.of(Role.SUBJECT), pools.of(Role.INTAKE));
    }

    @Bean
    Revocations revocations(Journal journal, ReplayGate gate) {
        return new Revocations(journal, gate);
    }
}
