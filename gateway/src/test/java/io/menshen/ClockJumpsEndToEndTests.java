package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.audit.AuditVerification;
import io.menshen.audit.Finding;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of a gateway is set two days forward, or back, while it serves. */
class ClockJumpsEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.audit.checkpoint=1s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    @AfterEach
    void right() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -2})
    void after_a_jump_of_two_days_reads_and_writes_go_on_and_the_audit_verifies(int days)
            throws Exception {
        var before = Delivered.registered(gateway);
        Delivered.served(before.read(gateway));
        var made = checkpoints();

        DEPLOYMENT.clock().set(Duration.ofDays(days));

        Delivered.served(before.read(gateway));
        Delivered.served(Delivered.registered(gateway).read(gateway));
        assertThat(Eventually.holds(() -> checkpoints() > made)).isTrue();
        assertThat(Eventually.empty(this::findings)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -2})
    void a_withdrawal_counts_however_the_clock_jumps(int days) {
        var person = Marketed.registered(gateway);
        Marketed.served(person.read(gateway));
        assertThat(person.withdraw(gateway).status()).isEqualTo(200);

        DEPLOYMENT.clock().set(Duration.ofDays(days));

        Marketed.withdrawn(person.read(gateway));
        var other = Marketed.registered(gateway);
        assertThat(other.withdraw(gateway).status()).isEqualTo(200);
        DEPLOYMENT.clock().set(Duration.ZERO);
        Marketed.withdrawn(other.read(gateway));
        Marketed.withdrawn(person.read(gateway));
    }

    @Test
    void a_token_of_before_is_refused_two_days_later_and_a_replay_has_one_effect()
            throws Exception {
        var person = Delivered.registered(gateway);
        var old = person.reading(gateway);
        var body = Delivered.newcomer().body();
        var key = Map.of("Idempotency-Key", "jump-" + System.nanoTime());
        var first = gateway.post("/v1/intakes", Caller.of("app"), body, key);
        assertThat(first.status()).as(first.text()).isEqualTo(200);

        DEPLOYMENT.clock().set(Duration.ofDays(-2));
        var again = gateway.post("/v1/intakes", Caller.of("app"), body, key);

        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.text("subject")).isEqualTo(first.text("subject"));
        DEPLOYMENT.clock().set(Duration.ofDays(2));
        assertThat(
                        gateway.send(old, java.net.http.HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_cap_that_is_used_up_begins_anew_with_the_day_of_the_clock() {
        var desk = new Caller("service-desk", "s-desk-01");
        var person = Delivered.registered(gateway);
        var body =
                Map.of(
                        "purpose",
                        "customer_care",
                        "subject",
                        Map.of(
                                "token",
                                gateway.token(person.id(), "service-desk", "customer_care")));
        assertThat(
                        Eventually.holds(
                                () -> gateway.post("/v1/disclosures", desk, body).status() == 429))
                .isTrue();

        DEPLOYMENT.clock().set(Duration.ofDays(2));
        var next = gateway.post("/v1/disclosures", desk, body);

        assertThat(next.status()).as(next.text()).isEqualTo(200);
    }

    private static int checkpoints() {
        try {
            return Integer.parseInt(
                    DEPLOYMENT.ask("SELECT count(*) FROM audit.checkpoint").getFirst());
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Finding> findings() {
        try {
            return AuditVerification.of(DEPLOYMENT.auditKey(), DEPLOYMENT.anchor())
                    .online(gateway.bean(Pools.class).of(Role.AUDIT))
                    .blockOptional(Duration.ofSeconds(20))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
