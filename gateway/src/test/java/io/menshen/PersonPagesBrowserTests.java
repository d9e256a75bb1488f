package io.menshen;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.web.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way in, and each page behind it, in a real browser: both languages, a phone and a desk. */
@Clause("4.2.1.3")
class PersonPagesBrowserTests {
    private static final AtomicInteger NUMBERS = new AtomicInteger(7_000);
    private static final Caller APP = Caller.of("app");
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final RealBrowser CHROMIUM = new RealBrowser();
    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int person = NUMBERS.incrementAndGet();
    private final String number = "1380000%04d".formatted(person);
    private final SubjectId id =
            Member.number(person).consents(Marketed.PURPOSE).registered(gateway);

    private static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        settings.add("--menshen.login.per-address=10000");
        return settings.toArray(String[]::new);
    }

    private static String said(String page, String language, String name) {
        var words = ResourceBundle.getBundle("io.menshen.console." + page + "_" + language);
        return words.getString(name);
    }

    private String appLink() {
        var token = gateway.token(id, APP.consumer(), "person_login");
        var subject = Map.of("subject", Map.of("token", token));
        return gateway.post("/v1/login-links", APP, subject).text("url");
    }

    @ParameterizedTest
    @CsvSource({"zh,360", "zh,1280", "en,360", "en,1280"})
    void a_person_comes_in_by_code_and_app_and_looks_at_every_page(String language, int width) {
        var origin = "http://127.0.0.1:" + gateway.port(Door.PUBLIC);
        try (var visit = new Visit(CHROMIUM.browser(), origin, width)) {
            var before = INBOX.count(number);
            visit.open("/" + language + "/login", 200)
                    .picture("login-" + language)
                    .fill("number", number)
                    .press(said("login", language, "send"))
                    .fill("code", INBOX.code(number, before))
                    .press(said("code", language, "enter"))
                    .says(said("me", language, "marketing"))
                    .picture("me-" + language);
            visit.open("/" + language + "/me/data", 403).says(said("second", language, "title"));
            visit.open("/" + language + appLink(), 200).press(said("here", language, "enter"));
            visit.open("/" + language + "/me/data", 200)
                    .says("138****%04d".formatted(person))
                    .picture("mydata-" + language);
            visit.open("/" + language + "/me/uses", 200);
            visit.open("/" + language + "/me/choices", 200).picture("mychoices-" + language);
            visit.open("/" + language + "/me/number", 200);
            visit.open("/" + language + "/me", 200)
                    .press(said("me", language, "leave"))
                    .open("/" + language + "/me", 200)
                    .says(said("login", language, "title"));
        }
    }
}
