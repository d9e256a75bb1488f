package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.audit.CheckpointLog;
import io.menshen.web.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an auditor may look at, and that the look is recorded. */
class AuditorEndToEndTests {
    private static final Caller AUDITOR = new Caller("auditor", "s-audit-01");
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final String PATH = "/v1/audit/checkpoints";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.audit.checkpoint=1s");

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    private boolean hasCheckpoints(int count) {
        var found = gateway.bean(CheckpointLog.class).after(0, count).block(Duration.ofSeconds(10));
        return found != null && found.size() == count;
    }

    @Test
    void pages_through_the_checkpoints_as_they_were_signed() throws SQLException {
        assertThat(Eventually.holds(() -> hasCheckpoints(1))).isTrue();

        var first = gateway.get(PATH + "?limit=1", AUDITOR);
        var rest = gateway.get(PATH + "?after=1000000", AUDITOR);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        var item = first.body().path("items").path(0);
        assertThat(item.path("number").asInt()).isEqualTo(1);
        assertThat(item.path("signature").asString("")).matches("[0-9a-f]{128}");
        assertThat(first.body().path("next").asInt()).isEqualTo(1);
        assertThat(rest.body().path("items").size()).isZero();
        assertThat(rest.body().has("next")).isFalse();
        assertThat(looks("permitted")).contains(first.text("id"), rest.text("id"));
    }

    @Test
    void nobody_else_looks_and_the_try_is_recorded() throws SQLException {
        var answer = gateway.get(PATH, DELIVERY);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reasons()).contains("purpose_not_registered");
        assertThat(answer.text()).doesNotContain("signature");
        assertThat(looks("refused")).contains(answer.header("Menshen-Decision"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=ten", "after=-1", "after="})
    void a_number_out_of_range_is_named(String query) {
        var answer = gateway.get(PATH + "?" + query, AUDITOR);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly("/" + query.replaceFirst("=.*", "") + " range");
    }

    @Test
    void the_view_of_another_is_explained_to_auditors_and_the_look_is_recorded()
            throws SQLException {
        var asked = Map.of("consumer", "delivery", "purpose", "order_fulfil", "operation", "read");

        var auditor = gateway.post("/v1/decisions/explain", AUDITOR, asked);
        var desk = new Caller("service-desk", "s-desk-01");
        var other = gateway.post("/v1/decisions/explain", desk, asked);

        assertThat(auditor.status()).as(auditor.text()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(403);
        assertThat(looks("permitted")).contains(auditor.text("id"));
        assertThat(looks("refused")).contains(other.header("Menshen-Decision"));
    }

    @Test
    void asking_why_spends_a_cap_too() {
        var caller = new Caller("privacy-desk", "s-privacy-01");
        var asked = Map.of("purpose", "rights_request", "operation", "read");
        var answers = Stream.generate(() -> gateway.post("/v1/decisions/explain", caller, asked));

        // More than the caps of two minutes, since one may end in between.
        var refused =
                answers.limit(1_000)
                        .map(Answer::status)
                        .filter(status -> status != 200)
                        .findFirst();
        assertThat(refused).contains(429);
    }

    private static List<String> looks(String outcome) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT decision_id FROM audit.record WHERE operation = 'audit' AND outcome = '"
                        + outcome
                        + "'");
    }
}
