package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Door;
import io.menshen.web.Doors;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One role's password is wrong, all others fit. */
class RefusedRoleEndToEndTests {
    private static final Caller SHOP = Caller.of("label-printer");

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment("--menshen.storage.passwords.token=a-wrong-one");

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    private HttpResponse<String> page(String path) {
        var port = gateway.bean(Doors.class).port(Door.MANAGEMENT);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        return gateway.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode database() {
        return JsonMapper.shared()
                .readTree(page("/health").body())
                .path("parts")
                .valueStream()
                .filter(part -> part.path("name").asString("").equals("database"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> told() {
        var part = database();
        var told = new LinkedHashMap<String, String>();
        for (var name : List.of("state", "code", "since", "error")) {
            told.put(name, part.path(name).asString(""));
        }
        return told;
    }

    private int labelled(SubjectId person) {
        var token = gateway.token(person, SHOP.consumer(), "shipping_label");
        return gateway.post(
                        "/v1/disclosures",
                        SHOP,
                        Map.of(
                                "purpose", "shipping_label",
                                "subject", Map.of("token", token),
                                "fields", List.of("mobile")))
                .status();
    }

    @Test
    void is_degraded_steadily_and_serves_what_the_role_is_not_needed_for() {
        var person = Delivered.registered(gateway);
        assertThat(told()).containsEntry("state", "up");

        assertThat(labelled(person.id())).isEqualTo(503);
        var first = told();
        assertThat(first)
                .containsEntry("state", "degraded")
                .containsEntry("code", "role_refused")
                .containsEntry("error", "PostgresqlAuthenticationFailure");
        for (var time = 0; time < 3; time++) {
            Delivered.served(person.read(gateway));
            assertThat(told()).isEqualTo(first);
            assertThat(labelled(person.id())).isEqualTo(503);
            assertThat(told()).isEqualTo(first);
        }
        assertThat(page("/health/ready").statusCode()).isEqualTo(200);
        assertThat(page("/metrics").body()).contains("menshen_health{part=\"database\"} 1.0");
    }
}
