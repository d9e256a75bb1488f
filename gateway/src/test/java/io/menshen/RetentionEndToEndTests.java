package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.cli.Commands;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Metric;
import io.menshen.kernel.SubjectId;
import io.menshen.retention.RetentionRun;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values whose time is over go, unprompted, and nothing else does. */
@Clause("7-a")
class RetentionEndToEndTests {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String YESTERDAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date - 1";

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final String mobile = "1380000%04d".formatted(NUMBERS.incrementAndGet());
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(NUMBERS.get()).registered(gateway);
    }

    private long run() {
        return gateway.bean(RetentionRun.class).once().blockOptional(SOON).orElseThrow();
    }

    private String row(String store) throws SQLException {
        return DEPLOYMENT
                .ask(
                        "SELECT %s_row FROM subject.key_record WHERE subject_id = '%s'"
                                .formatted(store, person.value()))
                .getFirst();
    }

    private void expire(String store, String field, String day) throws SQLException {
        var sql =
                "UPDATE %s.value SET expires_on = %s WHERE row_id = '%s' AND field = '%s'"
                        .formatted(store, day, row(store), field);
        assertThat(DEPLOYMENT.change(sql)).isEqualTo(1);
    }

    private List<String> fields(String store) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT field FROM %s.value WHERE row_id = '%s'".formatted(store, row(store)));
    }

    private List<String> indexes() throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT field FROM subject.blind_index WHERE subject_id = '%s'"
                        .formatted(person.value()));
    }

    private Answer byMobile() {
        return gateway.post(
                "/v1/disclosures",
                DELIVERY,
                Map.of("purpose", "order_fulfil", "subject", Map.of("mobile", mobile)));
    }

    private static List<String> records() throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT reasons FROM audit.record WHERE operation = 'erase' AND reasons LIKE '%retention_ended%' ORDER BY at");
    }

    @Test
    void a_value_past_its_time_goes_with_what_led_to_the_person_by_it() throws SQLException {
        var before = records().size();
        expire("identity", "mobile", YESTERDAY);
        expire("profile", "tier", YESTERDAY);
        assertThat(indexes()).contains("mobile", "external_id");

        assertThat(run()).isEqualTo(2);

        assertThat(fields("identity")).doesNotContain("mobile").contains("full_name");
        assertThat(fields("profile")).doesNotContain("tier").contains("gender");
        assertThat(indexes()).doesNotContain("mobile").contains("external_id");
        assertThat(byMobile().status()).isEqualTo(404);
        assertThat(records()).hasSize(before + 1);
        assertThat(records().getLast()).contains("identity.1", "profile.1", "index.1");
        assertThat(run()).isZero();
        assertThat(records()).hasSize(before + 1);
    }

    @Test
    void what_was_purged_can_be_given_again() throws SQLException {
        expire("identity", "mobile", YESTERDAY);
        expire("identity", "external_id@app", YESTERDAY);
        assertThat(run()).isEqualTo(2);
        assertThat(indexes()).containsExactly("email");

        var token = gateway.token(person, "app", "member_register");
        var again =
                gateway.post(
                        "/v1/intakes",
                        Caller.of("app"),
                        Member.number(NUMBERS.get())
                                .only("mobile")
                                .saying("subject", Map.of("token", token))
                                .body());

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(byMobile().status()).isEqualTo(200);
    }

    @Test
    void the_last_day_is_a_day_of_keeping() throws SQLException {
        expire("identity", "mobile", "(now() AT TIME ZONE 'Asia/Shanghai')::date");

        assertThat(run()).isZero();

        assertThat(byMobile().status()).isEqualTo(200);
    }

    @Test
    @Clause("7-b")
    void what_a_hold_keeps_stays_and_is_told() throws Exception {
        expire("identity", "mobile", YESTERDAY);
        gateway.bean(Erasure.class).freeze(person).block(SOON);

        assertThat(run()).isZero();

        assertThat(fields("identity")).contains("mobile");
        var report = DEPLOYMENT.command("retention", "report");
        assertThat(report.code()).as(report.text()).isZero();
        assertThat(report.out()).contains("identity   due: 0, kept by a hold: 1");
        expire("identity", "mobile", "current_date + 30");
    }

    @Test
    void many_go_in_batches_of_which_each_is_recorded_and_a_killed_run_goes_on() throws Exception {
        many(1_200);
        var before = records().size();
        assertThat(DEPLOYMENT.command("retention", "report").code()).isEqualTo(1);

        new KilledCommand(DEPLOYMENT)
                .at(
                        "DELETE",
                        "identity.value",
                        "OLD.ordinal = 680",
                        () ->
                                JavaProcess.start(
                                        Commands.class,
                                        List.of(
                                                "retention",
                                                "run",
                                                "--config",
                                                DEPLOYMENT.configuration().toString())));
        assertThat(many()).isEqualTo(700);
        assertThat(records()).hasSize(before + 1);

        var run = DEPLOYMENT.command("retention", "run");
        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.out()).contains("500 values went", "200 values went", "nothing is due");
        assertThat(many()).isZero();
        assertThat(records()).hasSize(before + 3);
        assertThat(run()).isZero();
        assertThat(due()).isZero();
    }

    private void many(int count) throws SQLException {
        DEPLOYMENT.change(
                "INSERT INTO identity.value SELECT '%s', 'email', n, '\\x00', 'service', 1, 'p', 'c', %s - n / 10, 1 FROM generate_series(1, %d) n"
                        .formatted(row("identity"), YESTERDAY, count));
    }

    private long many() throws SQLException {
        return fields("identity").stream().filter("email"::equals).count() - 1;
    }

    private double due() {
        return gateway.bean(MeterRegistry.class)
                .get(Metric.RETENTION_DUE.id())
                .tag("store", "identity")
                .gauge()
                .value();
    }

    @Test
    void while_the_audit_takes_no_record_nothing_goes() throws SQLException {
        expire("identity", "mobile", YESTERDAY);
        try (var owner = DEPLOYMENT.owner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE audit.record IN ACCESS EXCLUSIVE MODE");
            assertThat(gateway.bean(RetentionRun.class).once().onErrorReturn(-1L).block(SOON))
                    .isEqualTo(-1L);
            owner.rollback();
        }
        assertThat(fields("identity")).contains("mobile");
        assertThat(run()).isEqualTo(1);
    }
}
