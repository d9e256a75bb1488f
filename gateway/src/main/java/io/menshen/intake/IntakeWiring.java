package io.menshen.intake;

import io.menshen.access.Access;
import io.menshen.access.Alarms;
import io.menshen.access.Records;
import io.menshen.access.Refusals;
import io.menshen.access.Uses;
import io.menshen.consent.Receipts;
import io.menshen.consent.Withdrawals;
import io.menshen.idempotency.Replays;
import io.menshen.keys.KeyRing;
import io.menshen.notice.NoticeArchive;
import io.menshen.notice.Notices;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.subject.IndexWrites;
import io.menshen.subject.SubjectWrites;
import io.menshen.subject.Subjects;
import io.menshen.tokens.PlaceCodes;
import io.menshen.tokens.ScopedTokens;
import io.menshen.vault.Vault;
import io.menshen.vault.VaultWrites;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class IntakeWiring {
    @Bean
    IntakeEffect intakeEffect(
            SubjectWrites subjects,
            IndexWrites index,
            VaultWrites vault,
            Receipts receipts,
            Clock clock) {
        return new IntakeEffect(subjects, index, vault, receipts, clock);
    }

    @Bean
    IntakeWriter intakeWriter(
            Pools pools, Vault vault, IntakeEffect effect, Replays replays, ScopedTokens tokens) {
        var intake = pools.of(Role.INTAKE);
        return new IntakeWriter(intake, vault, effect, replays, new Takings(tokens));
    }

    @Bean
    Intake intake(
            Uses uses,
            Access access,
            Subjects subjects,
            KeyRing keys,
            Vault vault,
            IntakeWriter writer,
            Records records,
            Refusals refusals,
            Alarms alarms,
            Notices notices,
            NoticeArchive archive,
            Clock clock) {
        var shown = new ShownNotices(notices, archive);
        var people = new People(access, subjects, keys, refusals);
        var changes = new Changes(new Bindings(subjects), refusals);
        var fitting = new Fitting(vault, refusals);
        var others = new OtherConsents(access, records, refusals);
        var offers = new Offers(new PlaceCodes(keys), clock);
        return new Intakes(
                uses, offers, access, people, changes, fitting, others, writer, records, refusals,
                alarms, shown);
    }

    @Bean
    Withdrawing withdrawing(
            Uses uses,
            Access access,
            Withdrawals withdrawals,
            Replays replays,
            ScopedTokens tokens,
            Records records,
            Clock clock) {
        return new Withdrawing(uses, access, withdrawals, replays, tokens, records, clock);
    }

    @Bean
    DoorRoutes intakeRoutes(Intake intake, Withdrawing withdrawing, Bodies bodies) {
        return new IntakeRoutes(intake, withdrawing, bodies).routes();
    }
}
