package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Health;
import io.menshen.kernel.HealthPart;
import io.menshen.kernel.Metric;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Eventually;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Fifteen working days, and who is reminded of them. */
@Clause("7-d")
class CaseDeadlinesEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    PrivacyDesk.busy(CaseDeadlinesEndToEndTests::withoutLaterYears),
                    "--menshen.cases.look=1s");

    /** Whichever years the registry has by now: what is not announced is tried too. */
    private static void withoutLaterYears(ObjectNode registries) {
        ((ObjectNode) registries.path("calendar")).retain("2026");
    }

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final CaseDesk desk = CaseDesk.of(DEPLOYMENT);
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
    }

    @AfterEach
    void right() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    /** Noon of that day in Shanghai. */
    private static void on(LocalDate day) {
        var noon = day.atTime(12, 0).atZone(BusinessDay.ZONE).toInstant();
        DEPLOYMENT.clock().set(Duration.between(Clock.systemUTC().instant(), noon));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Instant.now(Clock.systemUTC()), BusinessDay.ZONE);
    }

    private Answer opened() {
        return gateway.post(CaseDesk.CASES, CaseDesk.OFFICER, desk.request(person, "access"));
    }

    @ParameterizedTest
    @CsvSource({
        // The working Sunday of 20 September, then Mid-Autumn and National Day.
        "2026-09-10, 2026-10-08, calendar",
        // A weekend begins the term too.
        "2026-10-31, 2026-11-20, calendar",
        // 2027 was not announced: its holidays are counted as if there were none.
        "2026-12-20, 2027-01-08, weekdays",
        "2027-03-01, 2027-03-22, weekdays"
    })
    void the_deadline_is_the_fifteenth_working_day(LocalDate day, String deadline, String counted) {
        on(day);

        var answer = opened();

        assertThat(CaseDesk.request(answer, "deadline")).as(answer.text()).isEqualTo(deadline);
        assertThat(CaseDesk.request(answer, "counted")).isEqualTo(counted);
        assertThat(answer.body().path("request").path("working_days_left").asInt(0)).isEqualTo(15);
    }

    @Test
    void waiting_for_the_person_does_not_stop_the_clock() {
        var id = CaseDesk.id(opened());
        var waiting = desk.act(id, "wait", Map.of());

        on(today().plusDays(40));

        var late = desk.whole(id);
        assertThat(CaseDesk.request(late, "deadline"))
                .isEqualTo(CaseDesk.request(waiting, "deadline"));
        assertThat(late.body().path("request").path("overdue").asBoolean(false)).isTrue();
        assertThat(late.body().path("request").path("working_days_left").asInt(0)).isNegative();
        assertThat(late.body().path("request").path("age_days").asInt(0))
                .as("a day more where it was opened before midnight")
                .isIn(40, 41);
        assertThat(CaseDesk.ids(desk.list("?overdue=true&limit=500"))).contains(id);
        desk.act(id, "refuse", Map.of("reason", "identity_not_proven"));
        assertThat(CaseDesk.ids(desk.list("?overdue=true&limit=500"))).doesNotContain(id);
    }

    private double counted(String standing) {
        return gateway
                .bean(MeterRegistry.class)
                .find(Metric.CASES.id())
                .tag("standing", standing)
                .gauges()
                .stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private Health health() {
        return gateway.beans(HealthPart.class).stream()
                .filter(part -> part.name().equals("cases"))
                .findFirst()
                .orElseThrow()
                .health();
    }

    @Test
    void reminders_come_five_two_and_one_working_days_ahead_and_then_the_alarm() {
        on(LocalDate.of(2027, 11, 1));
        var answer = opened();
        var deadline = LocalDate.parse(CaseDesk.request(answer, "deadline"));
        assertThat(Eventually.holds(() -> counted("open") >= 1)).isTrue();
        assertThat(counted("due_in_5")).isZero();

        // A deadline is a weekday, so that a week before it are five working days.
        on(deadline.minusDays(7));
        assertThat(Eventually.holds(() -> counted("due_in_5") == 1)).isTrue();
        assertThat(counted("due_in_2")).isZero();
        on(deadline);
        assertThat(Eventually.holds(() -> counted("due_in_1") == 1)).isTrue();
        assertThat(counted("due_in_2")).isEqualTo(1);
        assertThat(health().code()).isIn("case_due_within_1_day", "case_overdue");
        on(deadline.plusDays(1));
        assertThat(Eventually.holds(() -> counted("overdue") >= 1)).isTrue();
        assertThat(health().state()).isEqualTo(Health.State.DEGRADED);
        assertThat(health().code()).isEqualTo("case_overdue");
        desk.act(CaseDesk.id(answer), "refuse", Map.of("reason", "no_ground"));
    }

    @Test
    void the_command_lists_what_is_not_ended_and_fails_where_one_is_late() throws IOException {
        var id = CaseDesk.id(opened());
        on(today().minusDays(60));
        var late = CaseDesk.id(opened());
        DEPLOYMENT.clock().set(Duration.ZERO);

        var all = DEPLOYMENT.command("cases");
        var overdue = DEPLOYMENT.command("cases", "--overdue");

        assertThat(all.code()).as(all.text()).isEqualTo(1);
        assertThat(all.out()).contains(id, late).doesNotContain(person.value().toString());
        assertThat(all.out()).as("a day more after midnight").containsAnyOf("60 d", "61 d");
        assertThat(overdue.out()).contains(late).doesNotContain(id);
        desk.act(late, "refuse", Map.of("reason", "no_ground"));
        assertThat(DEPLOYMENT.command("cases", "--overdue").out()).doesNotContain(late);
    }
}
