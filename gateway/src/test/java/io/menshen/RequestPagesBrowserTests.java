package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import io.menshen.kernel.Clause;
import io.menshen.web.Door;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ResourceBundle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking for something, and a copy, in a real browser: both languages, a phone and a desk. */
@Clause("4.2.1.3")
class RequestPagesBrowserTests {
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final RealBrowser CHROMIUM = new RealBrowser();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment(PersonAtPages.settings(INBOX));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final PersonAtPages person = PersonAtPages.registered(gateway, INBOX);

    private static String said(String page, String language, String name) {
        var words = ResourceBundle.getBundle("io.menshen.console." + page + "_" + language);
        return words.getString(name);
    }

    private Visit shown(String language, int width) {
        var origin = "http://127.0.0.1:" + gateway.port(Door.PUBLIC);
        var number = PersonAtPages.number(person.person());
        var before = INBOX.count(number);
        var visit = new Visit(CHROMIUM.browser(), origin, width);
        visit.open("/" + language + "/login", 200)
                .fill("number", number)
                .press(said("login", language, "send"))
                .fill("code", INBOX.code(number, before))
                .press(said("code", language, "enter"));
        visit.open("/" + language + person.appLink(), 200).press(said("here", language, "enter"));
        return visit;
    }

    @ParameterizedTest
    @CsvSource({"zh,360", "zh,1280", "en,360", "en,1280"})
    void a_person_asks_and_takes_back(String language, int width) {
        try (var visit = shown(language, width)) {
            visit.open("/" + language + "/me", 200).press(said("me", language, "requests"));
            visit.says(said("myrequests", language, "none"));
            visit.page().locator("#correct").focus();
            visit.page().keyboard().press("Space");
            visit.fill("note", "住址有误")
                    .press(said("myrequests", language, "press"))
                    .says(said("requested", language, "fresh"))
                    .picture("requested-" + language)
                    .press(said("requested", language, "requests"))
                    .says(said("myrequests", language, "status.open"))
                    .picture("myrequests-" + language)
                    .press(said("myrequests", language, "back_press"))
                    .says(said("myrequests", language, "status.taken_back"));
        }
    }

    @ParameterizedTest
    @CsvSource({"zh,360", "zh,1280", "en,360", "en,1280"})
    void a_person_makes_a_copy_and_reads_it(String language, int width) throws IOException {
        try (var visit = shown(language, width)) {
            visit.open("/" + language + "/me/data", 200).press(said("mydata", language, "copy"));
            visit.press(said("mycopy", language, "make"))
                    .says(said("mycopy", language, "ready"))
                    .picture("mycopy-" + language);
            var page = visit.page();
            Download file =
                    page.waitForDownload(() -> page.locator("a[href*='/me/copy/']").click());
            assertThat(file.suggestedFilename()).startsWith("my-data-").endsWith(".html");

            page.navigate("about:blank");
            page.setContent(Files.readString(file.path()));
            visit.look()
                    .says("诸葛慧敏", Member.ADDRESS, PersonAtPages.number(person.person()))
                    .picture("copy-" + language);
        }
    }
}
