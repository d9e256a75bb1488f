package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** A copy of what is held, for the person (PIPL 45). */
class CopiesEndToEndTests {
    private static final String PATH = "/v1/rights/copies";

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final SubjectId person =
            Member.number(1).with("email", "+huimin@example.com").registered(gateway);

    private Map<String, Object> asking() {
        var token = gateway.token(person, "privacy-desk", "rights_request");
        return new HashMap<>(
                Map.of("purpose", "rights_request", "subject", Map.of("token", token)));
    }

    @Test
    void a_copy_in_json_has_all_that_the_purpose_plans_and_is_recorded() throws SQLException {
        var copy = gateway.post(PATH, PrivacyDesk.OFFICER, asking());

        assertThat(copy.status()).as(copy.text()).isEqualTo(200);
        assertThat(copy.words("fields"))
                .containsEntry("full_name", "诸葛慧敏")
                .containsEntry("mobile", "13800000001")
                .containsEntry("tier", "gold");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT concat_ws(' ', consumer, staff, operation, outcome) FROM audit.record WHERE decision_id = '%s'"
                                        .formatted(copy.text("id"))))
                .containsExactly("privacy-desk s-privacy-01 export permitted");
    }

    @Test
    void a_copy_in_csv_opens_in_a_spreadsheet_and_holds_no_formula() {
        var asking = asking();
        asking.put("format", "csv");
        var request =
                gateway.request(PATH, PrivacyDesk.OFFICER)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(asking)))
                        .build();

        var answer = gateway.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        var lines = new String(answer.body(), StandardCharsets.UTF_8).split("\r\n", -1);
        assertThat(lines[0]).isEqualTo("\uFEFFfield,value,treatment");
        assertThat(lines)
                .contains("full_name,\"诸葛慧敏\",clear", "email,\"'+huimin@example.com\",clear");
    }

    @Test
    void whoever_may_only_read_gets_no_copy() {
        var body = asking();
        for (var caller : List.of(Caller.of("delivery"), new Caller("privacy-desk", "s-desk-01"))) {
            assertThat(gateway.post(PATH, caller, body).status()).isEqualTo(403);
        }
        body.put("purpose", "incident_notice");
        assertThat(gateway.post(PATH, PrivacyDesk.OFFICER, body).status()).isEqualTo(403);
        body.put("format", "xml");
        assertThat(gateway.post(PATH, PrivacyDesk.OFFICER, body).status()).isEqualTo(400);
    }
}
