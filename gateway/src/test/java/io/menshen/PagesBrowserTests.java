package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.web.Door;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page for people in a real browser: both languages, a phone and a desk, by keyboard. */
@Clause({"4.1.2-c", "4.1.2-d"})
class PagesBrowserTests {
    private static final Caller MARKETING = Caller.of("mail-marketing");

    @RegisterExtension static final RealBrowser CHROMIUM = new RealBrowser();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment("--menshen.web.doors.public.port=0");

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final String origin = "http://127.0.0.1:" + gateway.port(Door.PUBLIC);

    private Visit visit(int width) {
        return new Visit(CHROMIUM.browser(), origin, width);
    }

    private String link(Marketed person) {
        var token = gateway.token(person.id(), MARKETING.consumer(), Marketed.PURPOSE);
        var body = Map.of("purposes", List.of(Marketed.PURPOSE), "subject", Map.of("token", token));
        return gateway.post("/v1/links", MARKETING, body).text("url");
    }

    @ParameterizedTest
    @CsvSource({"zh,360", "zh,1280", "en,360", "en,1280"})
    void who_looks_finds_notices_to_read_print_and_compare(String language, int width) {
        try (var visit = visit(width)) {
            visit.open("/" + language, 200).picture("home-" + language);
            visit.open("/" + language + "/notices", 200);
            visit.open("/" + language + "/notices/survey", 200).print();
            assertThat(visit.page().getAttribute("html", "lang")).startsWith(language);
            visit.open("/" + language + "/c/AAAAAAAAAAAAAAAAAAAAAA", 404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zh,360,停止,已停止,恢复,已恢复",
        "zh,1280,停止,已停止,恢复,已恢复",
        "en,360,Stop,Stopped,Take back,Taken back",
        "en,1280,Stop,Stopped,Take back,Taken back"
    })
    void by_the_keyboard_alone_a_person_stops_messages_and_takes_it_back(
            String language, int width, String stop, String stopped, String undo, String undone) {
        var person = Marketed.registered(gateway);
        try (var visit = visit(width)) {
            visit.open("/" + language + link(person), 200)
                    .picture("choices-" + language)
                    .press(stop)
                    .says(stopped)
                    .picture("stopped-" + language);
            Marketed.withdrawn(person.read(gateway));
            visit.press(undo).says(undone);
            Marketed.served(person.read(gateway));
        }
    }

    @Test
    void the_pages_work_without_scripts() {
        var person = Marketed.registered(gateway);
        var options = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (var context = CHROMIUM.browser().newContext(options)) {
            var page = context.newPage();
            page.navigate(origin + "/en" + link(person));
            page.locator("button").first().click();
            assertThat(page.locator("main").innerText()).contains("Stopped");
        }
        Marketed.withdrawn(person.read(gateway));
    }
}
