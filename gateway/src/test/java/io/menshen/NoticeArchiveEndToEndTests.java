package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.policy.PolicyLoader;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/** A text that changes: not under the version that it had, and not without being kept. */
class NoticeArchiveEndToEndTests {
    private static final SignedPolicy POLICY = SignedPolicy.altered(_ -> {});
    private static final Caller APP = Caller.of("app");
    private static final String PURPOSE = "member_register";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(POLICY, "--menshen.policy.poll=100ms");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final PolicyLoader policies = gateway.bean(PolicyLoader.class);

    private void deploy(int revision, Consumer<ObjectNode> change) throws IOException {
        var next =
                SignedPolicy.altered(registries -> {
                    registries.put("revision", revision);
                    change.accept((ObjectNode) registries.path("purposes").path(PURPOSE));
                });
        Files.move(next.bundle(), POLICY.bundle(), StandardCopyOption.ATOMIC_MOVE);
    }

    private String problem() {
        return Objects.requireNonNullElse(policies.health().problem(), "");
    }

    private Answer read(String token) {
        return gateway.post(
                "/v1/disclosures",
                APP,
                Map.of(
                        "purpose",
                        PURPOSE,
                        "subject",
                        Map.of("token", token),
                        "fields",
                        List.of("tier")));
    }

    @Test
    @Clause({"4.1.2-b", "4.1.2-c", "6.1.2"})
    void a_changed_text_comes_into_force_under_a_version_of_its_own_only()
            throws IOException, SQLException {
        var first = policies.current().revision();
        var text = gateway.get("/v1/notices/" + PURPOSE + "/1", APP);
        var person = Member.number(1).registered(gateway);
        var token = gateway.token(person, "app", PURPOSE);
        assertThat(read(token).status()).isEqualTo(200);

        deploy(first + 1, purpose -> purpose.put("retention_days", 1826));

        assertThat(Eventually.holds(() -> problem().contains(PURPOSE + " version 1"))).isTrue();
        assertThat(problem()).contains("raise the version");
        assertThat(policies.current().revision()).isEqualTo(first);
        assertThat(read(token).status()).isEqualTo(200);

        deploy(first + 1, purpose -> purpose.put("retention_days", 1826).put("version", 2));

        assertThat(Eventually.holds(() -> policies.current().revision() == first + 1)).isTrue();
        assertThat(problem()).isEmpty();
        assertThat(read(token).reasons()).containsExactly("consent_stale");
        var old = gateway.get("/v1/notices/" + PURPOSE + "/1", APP);
        assertThat(old.body().path("wording")).isEqualTo(text.body().path("wording"));
        assertThat(old.body().path("current").asBoolean()).isFalse();
        assertThat(gateway.get("/v1/notices/" + PURPOSE + "/2", APP).text())
                .contains("1826")
                .contains("\"current\":true");
    }

    @Test
    void what_is_kept_cannot_be_changed_by_a_serving_role() throws SQLException {
        assertThat(
                        DEPLOYMENT.ask(
                                """
                                SELECT r.rolname || ' ' || p.privilege FROM pg_roles r,
                                    unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p (privilege)
                                WHERE r.rolname LIKE 'menshen%' AND has_table_privilege(r.oid, 'subject.notice', p.privilege)
                                """))
                .isEmpty();
    }
}
