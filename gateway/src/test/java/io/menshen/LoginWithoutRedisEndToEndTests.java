package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.web.Door;
import io.menshen.web.Eventually;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis is killed: nobody logs in, and links still withdraw. */
class LoginWithoutRedisEndToEndTests {
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment(INBOX.settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    @Test
    void login_is_503_and_links_withdraw() throws Exception {
        var person = Marketed.registered(gateway);
        var marketing = Caller.of("mail-marketing");
        var token = gateway.token(person.id(), marketing.consumer(), Marketed.PURPOSE);
        var body = Map.of("purposes", List.of(Marketed.PURPOSE), "subject", Map.of("token", token));
        var link = gateway.post("/v1/links", marketing, body).text("url");
        var browser = new PersonBrowser(gateway);
        browser.get("/en/login");

        DEPLOYMENT.redis().kill();
        var answer = browser.post("/en/login", Map.of("number", "13900000009"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Not possible right now");
        assertThat(browser.type("123456").statusCode()).isEqualTo(503);
        assertThat(browser.get("/en/me").statusCode()).isEqualTo(503);
        assertThat(press(link).statusCode()).isEqualTo(200);
        Marketed.withdrawn(person.read(gateway));

        DEPLOYMENT.redis().startAgain();
        assertThat(Eventually.holds(() -> browser.ask("13900000009").statusCode() == 303)).isTrue();
    }

    private HttpResponse<String> press(String link) {
        var at = URI.create("http://127.0.0.1:" + gateway.port(Door.PUBLIC) + link);
        return gateway.send(
                HttpRequest.newBuilder(at).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
