package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits for a second officer, on the pages: another approves, whoever asked takes back. */
@Clause("7-b")
class StaffHoldsEndToEndTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final OpenIdProvider PROVIDER = OpenIdProvider.open();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(PrivacyDesk.busy(), PROVIDER.settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final PrivacyDesk desk = PrivacyDesk.of(DEPLOYMENT);
    private SubjectId person = SubjectId.random();
    private String id = "";

    @BeforeEach
    void ask() {
        person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
        var asked = desk.ask(person, "set");
        id = asked.body().path("hold").path("hold_id").asString("");
        assertThat(id).as(asked.text()).isNotEmpty();
    }

    private StaffBrowser officer(String who) {
        PROVIDER.loggedIn(who, "officer");
        var browser = new StaffBrowser(gateway);
        browser.login();
        return browser;
    }

    private String status() {
        var hold = gateway.get(PrivacyDesk.HOLDS + "/" + id, PrivacyDesk.OFFICER);
        return hold.body().path("hold").path("status").asString("");
    }

    @Test
    @Clause("5.5")
    void whoever_asked_is_not_offered_to_approve_and_cannot() {
        var own = officer("s-privacy-01");

        assertThat(own.get("/en/holds").body()).contains(id);
        assertThat(own.get("/en/holds/" + id).body())
                .contains("another officer approves", "Take back")
                .doesNotContain("/approve");
        var pressed = own.post("/en/holds/" + id + "/approve", Map.of());

        assertThat(pressed.statusCode()).isEqualTo(403);
        assertThat(pressed.body()).contains("second officer");
        assertThat(status()).isEqualTo("asked");
        assertThat(own.post("/en/holds/" + id + "/decline", Map.of("key", "2")).statusCode())
                .isEqualTo(303);
        assertThat(status()).isEqualTo("declined");
    }

    @Test
    void another_officer_approves_and_it_is_done() {
        var second = officer("s-privacy-02");
        assertThat(second.get("/en/holds/" + id).body()).contains("Approve", "s-privacy-01");

        var pressed = second.post("/en/holds/" + id + "/approve", Map.of());

        assertThat(pressed.statusCode()).as(pressed.body()).isEqualTo(303);
        assertThat(status()).isEqualTo("done");
        assertThat(second.get("/en/holds/" + id).body()).contains("Done", "by s-privacy-02");
        assertThat(second.get("/en/holds").body()).doesNotContain(id);
        assertThat(second.post("/en/holds/" + id + "/approve", Map.of("key", "2")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void what_is_no_act_leads_nowhere() {
        var second = officer("s-privacy-02");
        second.get("/en/holds/" + id);

        assertThat(second.post("/en/holds/" + id + "/burn", Map.of()).statusCode()).isEqualTo(404);
        assertThat(status()).isEqualTo("asked");
    }
}
