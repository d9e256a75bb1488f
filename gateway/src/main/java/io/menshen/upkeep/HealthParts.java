package io.menshen.upkeep;

import io.menshen.audit.AuditWatch;
import io.menshen.journal.ReplayGate;
import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.notice.NoticeArchive;
import io.menshen.policy.Policies;
import io.menshen.policy.PolicyLoader;
import io.menshen.quota.Quota;
import io.menshen.storage.Pools;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How each part does, for the health page: what may degrade and what may not (design, section 8).
 * Each answers from what it remembers.
 */
@Configuration(proxyBeanMethods = false)
class HealthParts {
    private final Clock clock;
    private final Instant started;

    HealthParts(Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    private HealthPart required(String name, Supplier<Health> view) {
        return new Part(name, true, new Lasting(clock), view);
    }

    private HealthPart other(String name, Supplier<Health> view) {
        return new Part(name, false, new Lasting(clock), view);
    }

    /** A part by its name and a view of its state. */
    private record Part(String name, boolean required, Lasting lasting, Supplier<Health> view)
            implements HealthPart {
        @Override
        public Health health() {
            return lasting.since(view.get());
        }
    }

    /** With a refused bundle the last good policy goes on deciding. */
    @Bean
    HealthPart policyHealth(PolicyLoader policies, NoticeArchive notices) {
        return required("policy", () -> PolicyState.of(policies, notices));
    }

    /** Without the database nothing is read or written. */
    @Bean
    HealthPart databaseHealth(Pools pools) {
        return required("database", () -> StorageHealth.of(pools.state(), started));
    }

    /** What ends within 60 days; the day of the next end is a metric. */
    @Bean
    Expiring expiryHealth(Policies policies) {
        return new Expiring(policies, clock, started);
    }

    /** Without the audit nothing is disclosed. */
    @Bean
    HealthPart auditHealth(AuditWatch audit) {
        return required("audit", () -> AuditHealth.of(audit.state(), started));
    }

    /** Before the journal is replayed nobody is served; without it nothing is revoked. */
    @Bean
    HealthPart journalHealth(ReplayGate gate, JournalWatch watch) {
        return required("journal", () -> JournalHealth.of(gate, watch, started));
    }

    /** What is open serves on for a bounded time without files and key service. */
    @Bean
    HealthPart keysHealth(KeysetWatch watch) {
        return required("keys", () -> KeysHealth.of(watch, started));
    }

    /** Without Redis each instance keeps its share of the caps. */
    @Bean
    HealthPart quotaHealth(Quota quota) {
        return other("caps", () -> QuotaHealth.of(quota.remembered(), started));
    }
}
