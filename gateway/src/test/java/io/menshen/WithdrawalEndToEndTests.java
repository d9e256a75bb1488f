package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A withdrawal counts at once, everywhere, and outlives what happens to the database. */
@Clause("4.1.2-d")
class WithdrawalEndToEndTests {
    private static final Caller MARKETING = Caller.of("mail-marketing");
    private static final String PURPOSE = "marketing_email";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(NUMBERS.incrementAndGet()).consents(PURPOSE).registered(gateway);
    }

    private Map<String, ?> subject() {
        return Map.of("token", gateway.token(person, MARKETING.consumer(), PURPOSE));
    }

    private Answer withdraw() {
        return gateway.post(
                "/v1/withdrawals", MARKETING, Map.of("purpose", PURPOSE, "subject", subject()));
    }

    private Answer read(RunningGateway at) {
        var body = Map.of("purpose", PURPOSE, "subject", subject(), "fields", List.of("tier"));
        return at.post("/v1/disclosures", MARKETING, body);
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.reasons()).containsExactly("consent_withdrawn");
        assertThat(answer.text()).doesNotContain("gold");
    }

    @Test
    @Clause({"4.1.2-d", "7-e"})
    void the_very_next_read_is_refused_on_every_gateway() {
        try (var second = DEPLOYMENT.start()) {
            assertThat(read(gateway).words("fields")).containsEntry("tier", "gold");
            assertThat(read(second).words("fields")).containsEntry("tier", "gold");

            var withdrawn = withdraw();

            assertThat(withdrawn.text("status")).as(withdrawn.text()).isEqualTo("withdrawn");
            assertThat(withdrawn.text("effective_at"))
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z");
            refused(read(second));
            refused(read(gateway));
        }
    }

    @Test
    void a_cap_that_reads_used_up_keeps_nobody_from_withdrawing() {
        var today = BusinessDay.today(Clock.systemUTC());
        usedUp(today);
        usedUp(today.plusDays(1));
        var capped = read(gateway);

        var withdrawn = withdraw();

        assertThat(capped.status()).as(capped.text()).isEqualTo(429);
        assertThat(withdrawn.text("status")).as(withdrawn.text()).isEqualTo("withdrawn");
        kept(today);
        kept(today.plusDays(1));
        refused(read(gateway));
    }

    private static String cap(LocalDate day) {
        return "menshen:cap:{mail-marketing}:purpose:" + PURPOSE + ":d" + day;
    }

    private static void usedUp(LocalDate day) {
        redis(commands -> commands.set(cap(day), "5000000"));
    }

    private static void kept(LocalDate day) {
        redis(commands -> commands.del(cap(day)));
    }

    private static void redis(Consumer<RedisCommands<String, String>> work) {
        try (var client = RedisClient.create(DEPLOYMENT.redis().uri());
                var connection = client.connect()) {
            work.accept(connection.sync());
        }
    }

    @Test
    void withdrawing_twice_is_withdrawing_and_other_purposes_stay() {
        withdraw();
        assertThat(withdraw().status()).isEqualTo(200);
        var registration =
                gateway.post(
                        "/v1/disclosures",
                        Caller.of("app"),
                        Map.of(
                                "purpose",
                                "member_register",
                                "subject",
                                Map.of("token", gateway.token(person, "app", "member_register"))));
        assertThat(registration.status()).as(registration.text()).isEqualTo(200);
    }

    @Test
    @Clause("4.1.2-b")
    void the_act_is_kept_as_a_receipt() throws SQLException {
        withdraw();

        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT act FROM subject.receipt WHERE purpose = '%s' AND subject_id = '%s' ORDER BY act"
                                        .formatted(PURPOSE, person.value())))
                .containsExactly("granted", "withdrawn");
    }

    @Test
    void without_the_journal_nothing_is_withdrawn_and_reads_go_on() throws Exception {
        var aside = DEPLOYMENT.journal().resolveSibling("aside");
        var before = rows();
        Files.move(DEPLOYMENT.journal(), aside);
        try {
            var answer = withdraw();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(rows()).isEqualTo(before);
            assertThat(read(gateway).status()).isEqualTo(200);
        } finally {
            Files.move(aside, DEPLOYMENT.journal());
        }
        assertThat(withdraw().status()).isEqualTo(200);
    }

    @Test
    void what_the_journal_holds_and_the_database_lost_is_replayed_at_the_start()
            throws SQLException, IOException {
        var before = rows();
        withdraw();
        assertThat(Files.readString(DEPLOYMENT.journal())).contains(person.value().toString());
        restore(before);
        DEPLOYMENT.change(
                "DELETE FROM subject.journal_applied WHERE position = (SELECT max(position) FROM subject.journal_applied)");

        try (var restarted = DEPLOYMENT.start()) {
            refused(read(restarted));
            refused(read(gateway));
        }
        assertThat(Files.readString(DEPLOYMENT.journal())).contains(person.value().toString());
    }

    @Test
    @Clause("5.5")
    void an_older_consent_put_back_is_not_believed() throws SQLException {
        var before = rows();
        withdraw();
        restore(before.subList(1, 2));

        var answer = read(gateway);

        assertThat(answer.status()).isNotEqualTo(200);
        assertThat(answer.text()).doesNotContain("gold");
    }

    /** The statements that put key record and consent back as they stand now. */
    private List<String> rows() throws SQLException {
        return DEPLOYMENT.ask(
                """
                SELECT format('UPDATE subject.key_record SET version = %%L, consent_version = %%L, mac = %%L WHERE subject_id = %%L',
                    version, consent_version, mac, subject_id) FROM subject.key_record WHERE subject_id = '%1$s'
                UNION ALL
                SELECT format('UPDATE subject.consent_state SET version = %%L, entries = %%L, mac = %%L WHERE subject_id = %%L',
                    version, entries, mac, subject_id) FROM subject.consent_state WHERE subject_id = '%1$s'
                """
                        .formatted(person.value()));
    }

    private static void restore(List<String> statements) throws SQLException {
        for (var statement : statements) {
            assertThat(DEPLOYMENT.change(statement)).isEqualTo(1);
        }
    }
}
