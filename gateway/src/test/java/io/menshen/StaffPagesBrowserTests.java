package io.menshen;

import io.menshen.kernel.Clause;
import io.menshen.web.Door;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An officer at work in a real browser: both languages, a phone and a desk. */
@Clause({"7-d", "7-i"})
class StaffPagesBrowserTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger(8_000);
    private static final OpenIdProvider PROVIDER = OpenIdProvider.open();
    private static final String NOTE = "电话核实 / called back";

    @RegisterExtension static final RealBrowser CHROMIUM = new RealBrowser();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(PrivacyDesk.busy(), PROVIDER.settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final CaseDesk desk = CaseDesk.of(DEPLOYMENT);

    private static String said(String page, String language, String name) {
        var words = ResourceBundle.getBundle("io.menshen.staff." + page + "_" + language);
        return words.getString(name);
    }

    @ParameterizedTest
    @CsvSource({"zh,360", "zh,1280", "en,360", "en,1280"})
    void an_officer_logs_in_and_works_on_a_case(String language, int width) {
        var person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
        var id = desk.opened(person, "correct");
        desk.opened(person, "copy");
        PROVIDER.loggedIn("s-privacy-01", "officer");
        var origin = "http://127.0.0.1:" + gateway.port(Door.STAFF);
        try (var visit = new Visit(CHROMIUM.browser(), origin, width)) {
            visit.leadsTo(PROVIDER.issuer())
                    .open("/" + language + "/login", 200)
                    .press(said("login", language, "begin"))
                    .says(said("home", language, "title"), "s-privacy-01")
                    .press(said("home", language, "cases"))
                    .says(said("cases", language, "title"))
                    .picture("staff-cases-" + language);
            visit.open("/" + language + "/cases/" + id, 200)
                    .fill("note", NOTE)
                    .press(said("case", language, "take"))
                    .says(NOTE)
                    .picture("staff-case-" + language)
                    .press(said("case", language, "decide"))
                    .says(said("case", language, "status.decided"))
                    .press(said("case", language, "done"))
                    .says(said("case", language, "ended"));
            visit.open("/" + language + "/cases/find?number=7", 404);
            visit.open("/" + language + "/cases?status=open&kind=copy", 200)
                    .says(said("cases", language, "kind.copy"));
            approves(visit, language);
            visit.open("/" + language, 200)
                    .press(said("home", language, "leave"))
                    .says(said("left", language, "what"))
                    .open("/" + language + "/cases", 200)
                    .says(said("login", language, "title"));
        }
    }

    /** What another officer asked for. */
    private void approves(Visit visit, String language) {
        var person = Member.number(NUMBERS.incrementAndGet()).registered(gateway);
        var subject = Map.of("token", PrivacyDesk.of(DEPLOYMENT).token(person));
        var body = Map.of("subject", subject, "act", "set", "ground", "litigation");
        var asked = gateway.post(PrivacyDesk.HOLDS, PrivacyDesk.SECOND, body);
        var id = asked.body().path("hold").path("hold_id").asString("");
        visit.open("/" + language, 200)
                .press(said("home", language, "holds"))
                .says(said("holds", language, "ground.litigation"))
                .open("/" + language + "/holds/" + id, 200)
                .picture("staff-hold-" + language)
                .press(said("hold", language, "approve"))
                .says(said("hold", language, "status.done"));
    }
}
