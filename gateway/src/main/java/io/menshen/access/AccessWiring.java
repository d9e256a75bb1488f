package io.menshen.access;

import io.menshen.audit.AuditLog;
import io.menshen.decision.DecisionPoints;
import io.menshen.idempotency.Replays;
import io.menshen.journal.ReplayGate;
import io.menshen.policy.Policies;
import io.menshen.quota.Quota;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.subject.Subjects;
import io.menshen.telemetry.Spans;
import io.menshen.telemetry.Stage;
import io.menshen.tokens.FormatTokens;
import io.menshen.tokens.ScopedTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {
    @Bean
    Records records(AuditLog audit, Policies policies, Clock clock, Spans spans) {
        return new Records(spans.around(Stage.AUDIT, AuditLog.class, audit), policies, clock);
    }

    @Bean
    Alarms alarms(MeterRegistry meters) {
        return new Alarms(meters);
    }

    @Bean
    Refusals refusals(Records records, MeterRegistry meters) {
        return new Refusals(records, new Misses(meters));
    }

    @Bean
    Uses uses(Policies policies, Clock clock) {
        return new Uses(policies, clock);
    }

    @Bean
    Once once(Replays replays, Pools pools, Records records) {
        return new Once(replays, pools.of(Role.INTAKE), records);
    }

    @Bean
    Access access(
            ReplayGate gate,
            DecisionPoints decisions,
            Quota quota,
            Subjects subjects,
            ScopedTokens tokens,
            FormatTokens formats,
            Refusals refusals,
            Alarms alarms,
            Spans spans) {
        var finding = new Finding(subjects, tokens, formats, refusals, alarms);
        return new Access(
                gate, decisions, spans.around(Stage.CAPS, Quota.class, quota), finding, refusals);
    }
}
