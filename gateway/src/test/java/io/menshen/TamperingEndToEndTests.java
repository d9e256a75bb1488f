package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Metric;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Canary;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is changed behind the gateway's back is withheld and alarmed. */
@Clause("5.5")
class TamperingEndToEndTests {
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private SubjectId person = SubjectId.random();

    @BeforeEach
    void register() {
        person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
    }

    private Answer read() {
        var token = gateway.token(person, DELIVERY.consumer(), "order_fulfil");
        return gateway.post(
                "/v1/disclosures",
                DELIVERY,
                Map.of("purpose", "order_fulfil", "subject", Map.of("token", token)));
    }

    private Answer read(String trace) {
        var token = gateway.token(person, DELIVERY.consumer(), "order_fulfil");
        return gateway.post(
                "/v1/disclosures",
                DELIVERY,
                Map.of("purpose", "order_fulfil", "subject", Map.of("token", token)),
                Map.of("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));
    }

    private double alarms(String store) {
        return gateway
                .bean(MeterRegistry.class)
                .find(Metric.INTEGRITY_ALARM.id())
                .tag("store", store)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE subject.consent_state SET entries = replace(entries, 'member_register', 'marketing_email')",
                "UPDATE subject.consent_state SET entries = entries || ' '",
                "UPDATE subject.consent_state SET version = version + 1",
                "DELETE FROM subject.consent_state",
                "UPDATE subject.key_record SET lifecycle = 'frozen'",
                "UPDATE subject.key_record SET guardian = 'consented'",
                "UPDATE subject.key_record SET restrictions = 'marketing'"
            })
    void a_changed_record_or_consent_is_nobody_and_alarmed(String change) throws SQLException {
        var before = alarms("subject");
        try (var log = Canary.listen(Level.WARN)) {
            change(change);
            var answer = read();

            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.text()).contains("subject-unavailable").doesNotContain("诸葛");
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("ALARM subject"))
                    .noneMatch(line -> line.contains(person.value().toString()));
        }
        assertThat(alarms("subject")).isEqualTo(before + 1);
    }

    private void change(String sql) throws SQLException {
        var changed = DEPLOYMENT.change(sql + " WHERE subject_id = '" + person.value() + "'");
        assertThat(changed).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE subject.key_record SET lifecycle = 'frozen' WHERE subject_id = '%1$s'",
                "UPDATE profile.value SET text = 'platinum' WHERE field = 'tier' AND row_id = '%2$s'"
            })
    void an_alarm_names_the_trace_and_the_decision_of_the_use(String change) throws SQLException {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        DEPLOYMENT.change(change.formatted(person.value(), row("profile", person)));
        try (var log = Canary.listen(Level.WARN)) {
            var answer = read(trace);

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("ALARM"))
                    .singleElement()
                    .asString()
                    .contains("trace.id=\"" + trace + "\"")
                    .contains("menshen.decision=\"" + answer.header("Menshen-Decision") + "\"");
        }
    }

    @Test
    void a_sealed_value_moved_to_another_field_is_withheld() throws SQLException {
        var row = row("identity", person);
        var sealed =
                "(SELECT sealed FROM identity.value WHERE row_id = '%1$s' AND field = 'email')";
        DEPLOYMENT.change(
                ("UPDATE identity.value SET sealed = "
                                + sealed
                                + " WHERE row_id = '%1$s' AND field = 'full_name'")
                        .formatted(row));
        withheld("identity", "full_name");
        assertThat(read().words("fields")).containsKey("mobile");
    }

    @Test
    void a_sealed_value_moved_to_another_person_is_withheld() throws SQLException {
        var other = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
        DEPLOYMENT.change(
                "UPDATE sensitive.value t SET sealed = s.sealed FROM sensitive.value s WHERE t.field = s.field AND s.row_id = '%s' AND t.row_id = '%s'"
                        .formatted(row("sensitive", other), row("sensitive", person)));
        withheld("sensitive", "home_address");
    }

    @Test
    void a_changed_value_of_the_open_store_is_withheld() throws SQLException {
        DEPLOYMENT.change(
                "UPDATE profile.value SET text = 'platinum' WHERE field = 'tier' AND row_id = '%s'"
                        .formatted(row("profile", person)));
        withheld("profile", "tier");
    }

    private void withheld(String store, String field) {
        var before = alarms(store);
        var answer = read();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.words("fields")).doesNotContainKey(field);
        assertThat(answer.words("withheld")).containsKey(field);
        assertThat(alarms(store)).isGreaterThan(before);
    }

    private static String row(String store, SubjectId id) throws SQLException {
        return DEPLOYMENT
                .ask(
                        "SELECT %s_row FROM subject.key_record WHERE subject_id = '%s'"
                                .formatted(store, id.value()))
                .getFirst();
    }
}
