package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/** A deployment whose registries name no purpose for requests and copies on the pages. */
class PagesWithoutRequestsEndToEndTests {
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    SignedPolicy.altered(PagesWithoutRequestsEndToEndTests::withoutBoth),
                    PersonAtPages.settings(INBOX));

    private static void withoutBoth(ObjectNode registries) {
        var login = (ObjectNode) registries.path("deployment").path("login");
        login.remove("requests");
        login.remove("copy");
    }

    private final PersonAtPages person =
            PersonAtPages.registered(DEPLOYMENT.gateway(), INBOX).showsBoth();

    @Test
    void both_say_that_they_are_not_here_and_do_nothing() throws Exception {
        person.page("/en/me/data");
        for (var path : new String[] {"/en/me/requests", "/en/me/copy"}) {
            var page = person.browser().get(path);
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("here").doesNotContain("??");
        }
        var asked = person.press("/en/me", "/en/me/requests", Map.of("kind", "object"));
        assertThat(asked.statusCode()).isEqualTo(404);
        assertThat(person.press("/en/me", "/en/me/copy/csv", Map.of()).statusCode()).isEqualTo(404);
        assertThat(DEPLOYMENT.ask("SELECT case_id FROM cases.request")).isEmpty();
        assertThat(DEPLOYMENT.ask("SELECT copy_id FROM cases.copy")).isEmpty();
    }
}
