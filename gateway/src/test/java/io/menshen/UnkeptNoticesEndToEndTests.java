package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.HealthPart;
import io.menshen.web.Eventually;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway that starts while the archive takes nothing: it reads, and nobody consents. */
@Clause("4.1.2-b")
class UnkeptNoticesEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final String ARGUMENTS = "(text, integer, text, text, text)";

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private static void rename(String from, String to) throws SQLException {
        DEPLOYMENT.change(
                "ALTER FUNCTION subject.%s%s RENAME TO %s".formatted(from, ARGUMENTS, to));
    }

    private static String code(RunningGateway gateway) {
        return gateway.beans(HealthPart.class).stream()
                .filter(part -> part.name().equals("policy"))
                .findFirst()
                .orElseThrow()
                .health()
                .toString();
    }

    @Test
    void nothing_is_taken_in_until_the_notices_are_kept() throws SQLException {
        var person = Delivered.registered(DEPLOYMENT.gateway());
        rename("keep_notice", "away");
        var started = DEPLOYMENT.start();

        var refused = started.post("/v1/intakes", APP, Delivered.newcomer().body());
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.text("type")).isEqualTo("/problems/store-unavailable");
        assertThat(code(started)).contains("notices_not_kept");
        Delivered.served(person.read(started));

        rename("away", "keep_notice");
        assertThat(Eventually.holds(() -> !code(started).contains("notices_not_kept"))).isTrue();
        assertThat(started.post("/v1/intakes", APP, Delivered.newcomer().body()).status())
                .isEqualTo(200);
    }
}
