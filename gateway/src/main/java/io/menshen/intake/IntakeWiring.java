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
import io.menshen.web.Batches;
import io.menshen.web.Bodies;
import io.menshen.web.DoorRoutes;
import io.menshen.web.StrictJson;
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
    OtherConsents otherConsents(Access access, Records records, Refusals refusals) {
        return new OtherConsents(access, records, refusals);
    }

    @Bean
    Admission admission(
            Uses uses,
            Access access,
            Subjects subjects,
            KeyRing keys,
            Vault vault,
            OtherConsents others,
            Refusals refusals,
            Alarms alarms,
            Notices notices,
            NoticeArchive archive,
            Clock clock) {
        var shown = new ShownNotices(notices, archive);
        var people = new People(access, subjects, keys, refusals);
        var changes = new Changes(new Bindings(subjects), refusals);
        var fitting = new Fitting(vault, refusals);
        var offers = new Offers(new PlaceCodes(keys), clock);
        return new Admission(
                uses, offers, access, people, changes, fitting, others, refusals, alarms, shown);
    }

    @Bean
    IntakeRecords intakeRecords(Records records, OtherConsents others) {
        return new IntakeRecords(records, others);
    }

    @Bean
    Intake intake(Admission admission, IntakeWriter writer, IntakeRecords records) {
        return new Intakes(admission, writer, records);
    }

    @Bean
    GroupWriter groupWriter(
            Pools pools,
            Vault vault,
            IntakeEffect effect,
            Replays replays,
            ScopedTokens tokens,
            IntakeRecords records) {
        var intake = pools.of(Role.INTAKE);
        return new GroupWriter(intake, vault, effect, replays, new Takings(tokens), records);
    }

    @Bean
    Imports imports(
            Admission admission, GroupWriter writer, Intake intake, KeyRing keys, StrictJson json) {
        return new Imports(
                new GroupAdmission(admission, writer), new GroupEffect(intake, writer, keys), json);
    }

    @Bean
    Corrections corrections(
            Access access,
            ScopedTokens tokens,
            Vault vault,
            Pools pools,
            SubjectWrites subjects,
            VaultWrites writes,
            Records records,
            Refusals refusals,
            Clock clock) {
        var writer =
                new CorrectionWriter(
                        pools.of(Role.INTAKE), subjects, writes, records, refusals, clock);
        return new Corrections(access, tokens, vault, writer);
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

    @Bean
    DoorRoutes importRoutes(Imports imports, Bodies bodies, Batches batches, StrictJson json) {
        return new ImportRoutes(imports, bodies, batches, json).routes();
    }
}
