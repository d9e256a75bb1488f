package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.BusinessDay;
import io.menshen.policy.Policies;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A policy that is exchanged while the gateway serves, and what the auditor finds of it. */
class PolicyChangeEndToEndTests {
    private static final SignedPolicy POLICY = SignedPolicy.altered(_ -> {});
    private static final Caller AUDITOR = new Caller("auditor", "s-audit-01");

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(POLICY, "--menshen.policy.poll=100ms");

    @Test
    void an_auditor_finds_which_policy_came_into_force_when_and_whose_key_signed_it()
            throws IOException {
        var first = revision();
        var newer = SignedPolicy.altered(registries -> registries.put("revision", first + 1));
        Files.move(newer.bundle(), POLICY.bundle(), StandardCopyOption.ATOMIC_MOVE);
        assertThat(Eventually.holds(() -> revision() == first + 1)).isTrue();
        assertThat(Eventually.holds(() -> changes().size() == 2)).isTrue();

        var changes = changes();
        assertThat(changes)
                .extracting(one -> one.path("policy_revision").asInt())
                .containsExactly(first + 1, first);
        assertThat(changes)
                .allSatisfy(one -> {
                    assertThat(one.path("reasons").path(0).path("code").asString(""))
                            .matches("signed_by\\.es256-[0-9a-f]{16}");
                    assertThat(one.path("stores").path(0).asString("")).isEqualTo("policy");
                    assertThat(one.path("at").asString("")).isNotEmpty();
                });
    }

    private static int revision() {
        return DEPLOYMENT.gateway().bean(Policies.class).current().revision();
    }

    /** The newest first. */
    private static List<JsonNode> changes() {
        // A day may have ended since the first change.
        var today = BusinessDay.today(Clock.systemUTC());
        var name =
                DEPLOYMENT.gateway().bean(Policies.class).current().catalog().deployment().name();
        var found =
                DEPLOYMENT
                        .gateway()
                        .post(
                                "/v1/audit/search",
                                AUDITOR,
                                Map.of(
                                        "from",
                                        today.minusDays(1).toString(),
                                        "to",
                                        today.toString(),
                                        "consumer",
                                        name));
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        return found.body()
                .path("items")
                .valueStream()
                .filter(one -> one.path("operation").asString("").equals("activate"))
                .toList();
    }
}
