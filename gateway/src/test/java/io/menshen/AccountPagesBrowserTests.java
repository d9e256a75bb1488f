package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.web.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of an account in a real browser: both languages, a phone and a desk. */
@Clause({"PIPL-46", "7-a", "7-c"})
class AccountPagesBrowserTests {
    private static final String ACCOUNT = "/me/account";
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final RealBrowser CHROMIUM = new RealBrowser();
    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final OwnVisit own = OwnVisit.of(gateway, INBOX);

    private static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        settings.add("--menshen.login.per-address=10000");
        return settings.toArray(String[]::new);
    }

    private static String said(String page, String language, String name) {
        var words = ResourceBundle.getBundle("io.menshen.console." + page + "_" + language);
        return words.getString(name);
    }

    private Visit inside(String language, int width) {
        var origin = "http://127.0.0.1:" + gateway.port(Door.PUBLIC);
        var visit = new Visit(CHROMIUM.browser(), origin, width);
        var before = INBOX.count(own.number());
        visit.open("/" + language + "/login", 200)
                .fill("number", own.number())
                .press(said("login", language, "send"))
                .fill("code", INBOX.code(own.number(), before))
                .press(said("code", language, "enter"));
        visit.open("/" + language + own.appLink(), 200).press(said("here", language, "enter"));
        return visit;
    }

    @ParameterizedTest
    @CsvSource({"zh,360", "zh,1280", "en,360", "en,1280"})
    void a_person_corrects_and_then_erases(String language, int width) {
        var account = "/" + language + ACCOUNT;
        try (var visit = inside(language, width)) {
            visit.press(said("me", language, "account")).picture("account-" + language);
            visit.open(account + "/fields/gender", 200)
                    .fill("value", "?")
                    .press(said("correct", language, "press"))
                    .picture("correct-" + language)
                    .fill("value", "male")
                    .press(said("correct", language, "press"))
                    .says(said("corrected", language, "title"));
            visit.open(account + "/fields/mobile", 403)
                    .says(said("refused", language, "on_request.title"));
            visit.open(account + "/close", 200);
            visit.open(account + "/erase", 200)
                    .picture("erase-" + language)
                    .press(said("erase", language, "press"))
                    .says(said("erased", language, "title"))
                    .picture("erased-" + language);
            visit.open("/" + language + "/me", 200).says(said("login", language, "title"));
        }
    }

    @ParameterizedTest
    @CsvSource({"zh,360", "en,1280"})
    void a_person_closes(String language, int width) {
        try (var visit = inside(language, width)) {
            visit.open("/" + language + ACCOUNT + "/close", 200)
                    .press(said("close", language, "press"))
                    .says(said("closed", language, "title"));
        }
    }

    @ParameterizedTest
    @CsvSource("en,1280")
    void the_receipt_is_saved_as_a_file(String language, int width) {
        try (var visit = inside(language, width)) {
            visit.open("/" + language + ACCOUNT + "/erase", 200)
                    .press(said("erase", language, "press"));
            var saved = visit.page().waitForDownload(() -> visit.page().locator("a.btn").click());
            assertThat(saved.suggestedFilename()).startsWith("erasure-").endsWith(".json");
        }
    }
}
