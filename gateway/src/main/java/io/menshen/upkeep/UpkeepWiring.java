package io.menshen.upkeep;

import io.menshen.access.Alarms;
import io.menshen.audit.AuditLog;
import io.menshen.consent.Links;
import io.menshen.consent.Withdrawals;
import io.menshen.erasure.Erasure;
import io.menshen.idempotency.Replays;
import io.menshen.journal.AppliedEntries;
import io.menshen.journal.Journal;
import io.menshen.journal.JournalProperties;
import io.menshen.journal.ReplayGate;
import io.menshen.keys.KeysProperties;
import io.menshen.keys.LiveKeysets;
import io.menshen.notice.NoticeArchive;
import io.menshen.policy.PolicyLoader;
import io.menshen.quota.MatchAttempts;
import io.menshen.retention.RetentionRun;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class UpkeepWiring {
    @Bean
    JournalReplay journalReplay(
            Withdrawals withdrawals, Erasure erasure, AppliedEntries applied, Alarms alarms) {
        return new JournalReplay(withdrawals, erasure, applied, alarms);
    }

    @Bean
    JournalWatch journalWatch(
            Journal journal,
            AppliedEntries applied,
            JournalReplay replay,
            ReplayGate gate,
            JournalProperties properties) {
        return new JournalWatch(
                journal, applied, replay, gate, properties.grace(), System::nanoTime);
    }

    @Bean
    KeysetWatch keysetWatch(LiveKeysets keysets, Pools pools) {
        var replicas = new Replicas(pools.of(Role.SUBJECT), pools.of(Role.INTAKE));
        return new KeysetWatch(keysets, replicas, System::nanoTime);
    }

    @Bean
    EpochAge epochAge(LiveKeysets keysets, Clock clock, ObjectProvider<MeterRegistry> registry) {
        var age = new EpochAge(keysets::epochMade, clock, clock.instant());
        registry.ifAvailable(age::tell);
        return age;
    }

    @Bean
    UpkeepLoop upkeepLoop(
            JournalWatch watch,
            ReplayGate gate,
            JournalProperties properties,
            Replays replays,
            MatchAttempts attempts,
            Links links,
            PolicyLoader policies,
            NoticeArchive notices,
            AuditLog audit,
            Pools pools,
            RetentionRun retention,
            KeysetWatch keysets,
            KeysProperties keys) {
        var intake = pools.of(Role.INTAKE);
        var forgetting = new Forgetting(replays, attempts, links, intake, retention, gate);
        var records = new PolicyRecords(policies, notices, audit);
        var every = new UpkeepLoop.Every(properties.look(), keys.look());
        return new UpkeepLoop(watch, gate, every, forgetting, keysets, records);
    }
}
