package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.menshen.kernel.BusinessDay;
import io.menshen.kernel.Clause;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a member of staff gets in by the retailer's OpenID provider, and who does not. */
class StaffLoginEndToEndTests {
    private static final int BEGUN = 120;
    private static final OpenIdProvider PROVIDER = OpenIdProvider.open();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    PrivacyDesk.busy(),
                    PROVIDER.settings("--menshen.staff.per-minute=" + 5 * BEGUN));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final StaffBrowser browser = new StaffBrowser(gateway);

    @BeforeEach
    void officer() {
        PROVIDER.loggedIn("s-privacy-01", "officer", "other");
    }

    @AfterEach
    void now() {
        DEPLOYMENT.clock().set(Duration.ZERO);
    }

    private static void leadsTo(HttpResponse<String> answer, String path) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(path);
    }

    private static void isRefused(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains(words);
    }

    private boolean isIn() {
        return browser.get("/en").statusCode() == 200;
    }

    @Test
    @Clause("5.5")
    void an_officer_gets_in_and_sees_what_the_role_offers() {
        leadsTo(browser.get("/en"), "/en/login");

        leadsTo(browser.login(), "/en");

        var home = browser.get("/en");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("s-privacy-01", "privacy officer", "/en/cases");
        assertThat(home.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(home.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @Test
    void the_session_has_another_id_than_the_browser_had() {
        var back = browser.atProvider();
        var before = browser.cookie();

        browser.get(back);

        assertThat(browser.cookie()).isNotEqualTo(before);
        browser.takes(before);
        assertThat(isIn()).isFalse();
    }

    @Test
    void a_state_fits_once_and_in_its_own_browser() {
        var back = browser.atProvider();
        var other = new StaffBrowser(gateway);
        other.get("/en/login/begin");
        isRefused(other.get(back), "Log in anew");
        var altered = back.replaceFirst("state=....", "state=AAAA");
        isRefused(browser.get(altered), "Log in anew");
        var first = browser.cookie();

        leadsTo(browser.get(back), "/en");

        browser.takes(first);
        isRefused(browser.get(back), "Log in anew");
    }

    @Test
    void a_code_of_another_login_is_no_code() {
        var used = browser.atProvider();
        leadsTo(browser.get(used), "/en");
        var code = used.replaceFirst(".*code=([^&]+).*", "$1");

        var replayed = browser.atProvider().replaceFirst("code=[^&]+", "code=" + code);

        isRefused(browser.get(replayed), "Log in anew");
        var strange = new StaffBrowser(gateway).atProvider().replaceFirst(".*code=([^&]+).*", "$1");
        var injected = browser.atProvider().replaceFirst("code=[^&]+", "code=" + strange);
        isRefused(browser.get(injected), "Log in anew");
    }

    @ParameterizedTest
    @CsvSource({"nonce,another", "iss,https://idp.example", "aud,another", "azp,another", "sub,''"})
    void a_token_that_says_another_thing_leads_nowhere(String claim, String value) {
        PROVIDER.claims = claims -> claims.claim(claim, value);

        isRefused(browser.login(), "Log in anew");

        assertThat(isIn()).isFalse();
    }

    @Test
    void a_token_past_its_time_leads_nowhere() {
        PROVIDER.claims =
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)));

        isRefused(browser.login(), "Log in anew");
    }

    @Test
    void a_token_that_is_not_signed_or_by_another_key_leads_nowhere() {
        PROVIDER.token = token -> new PlainJWT(claims(token)).serialize();
        isRefused(browser.login(), "Log in anew");

        var before = PROVIDER.key;
        PROVIDER.token = token -> OpenIdProvider.sign(claims(token), before);
        PROVIDER.rotate();
        isRefused(browser.login(), "Log in anew");
    }

    private static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_new_key_of_the_provider_counts_at_once() {
        leadsTo(browser.login(), "/en");
        PROVIDER.rotate();

        leadsTo(new StaffBrowser(gateway).login(), "/en");
    }

    @Test
    @Clause("5.5")
    void provider_and_register_must_give_one_role_and_an_agreement_must_stand() {
        PROVIDER.loggedIn("s-privacy-01", "nobody");
        isRefused(browser.login(), "No role here");
        PROVIDER.loggedIn("s-privacy-01", "auditor");
        isRefused(browser.login(), "No role here");
        PROVIDER.loggedIn("s-unknown", "officer");
        isRefused(browser.login(), "No role here");
        PROVIDER.loggedIn("s-desk-02", "clerk");
        isRefused(browser.login(), "agreement does not stand");
        PROVIDER.loggedIn("s-desk-03", "clerk");
        isRefused(browser.login(), "agreement does not stand");

        assertThat(isIn()).isFalse();
    }

    @Test
    @Clause("5.5")
    void an_agreement_that_ends_ends_the_session() {
        var last = LocalDate.of(2028, 1, 31).atTime(23, 55).atZone(BusinessDay.ZONE).toInstant();
        var ahead = Duration.between(Instant.now(), last);
        DEPLOYMENT.clock().set(ahead);
        leadsTo(browser.login(), "/en");
        assertThat(isIn()).isTrue();

        DEPLOYMENT.clock().set(ahead.plusMinutes(10));
        isRefused(browser.get("/en"), "agreement does not stand");

        DEPLOYMENT.clock().set(ahead);
        assertThat(isIn()).isFalse();
    }

    @Test
    void a_role_without_pages_is_told_so_and_policy_refuses_the_others() {
        PROVIDER.loggedIn("s-audit-01", "auditor");
        var auditor = new StaffBrowser(gateway);
        leadsTo(auditor.login(), "/en");
        assertThat(auditor.get("/en").body())
                .contains("no pages for your role")
                .doesNotContain("/en/cases");
        isRefused(auditor.get("/en/cases"), "Not allowed");
    }

    @Test
    void a_session_ends_without_use_and_after_its_longest_time() {
        leadsTo(browser.login(), "/en");
        var used = Duration.ZERO;
        while (used.compareTo(Duration.ofHours(8).minusMinutes(10)) < 0) {
            assertThat(isIn()).as("after %s", used).isTrue();
            used = used.plusMinutes(10);
            DEPLOYMENT.clock().set(used);
        }
        DEPLOYMENT.clock().set(Duration.ofHours(8).plusMinutes(1));

        assertThat(isIn()).isFalse();
    }

    @Test
    void whoever_leaves_is_out_and_is_shown_the_way_out_of_the_provider() {
        leadsTo(browser.login(), "/en");
        var held = browser.cookie();
        browser.get("/en");

        var left = browser.post("/en/logout", Map.of());

        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(left.body())
                .contains(PROVIDER.issuer() + "/logout?")
                .contains("client_id=" + OpenIdProvider.CLIENT);
        browser.takes(held);
        assertThat(isIn()).isFalse();
    }

    @Test
    void a_form_of_another_page_is_refused() {
        leadsTo(browser.login(), "/en");
        browser.get("/en");

        isRefused(
                browser.post("/en/logout", Map.of(), Map.of("Sec-Fetch-Site", "cross-site")),
                "Not allowed");
        isRefused(
                browser.post("/en/logout", Map.of(), Map.of("Origin", "https://evil.example")),
                "Not allowed");
        isRefused(browser.post("/en/logout", Map.of("form", "AAAA")), "Not allowed");

        assertThat(isIn()).isTrue();
    }

    @Test
    void a_lost_provider_lets_nobody_in_and_nobody_out() {
        leadsTo(browser.login(), "/en");
        var other = new StaffBrowser(gateway);
        var back = other.atProvider();

        PROVIDER.down = true;

        assertThat(other.get(back).statusCode()).isEqualTo(503);
        assertThat(isIn()).isTrue();
        PROVIDER.down = false;
        leadsTo(other.login(), "/en");
    }

    @Test
    void without_redis_nobody_gets_in_or_goes_on() throws Exception {
        leadsTo(browser.login(), "/en");

        DEPLOYMENT.redis().kill();

        assertThat(browser.get("/en").statusCode()).isEqualTo(503);
        assertThat(new StaffBrowser(gateway).get("/en/login/begin").statusCode()).isEqualTo(503);
        DEPLOYMENT.redis().startAgain();
        assertThat(
                        Eventually.holds(() ->
                                new StaffBrowser(gateway).get("/en/login/begin").statusCode()
                                        == 303))
                .isTrue();
    }

    @Test
    void logins_are_begun_so_often_in_a_minute_and_no_more() {
        DEPLOYMENT.clock().begin(Duration.ofMinutes(1), 1);
        for (var i = 0; i < BEGUN; i++) {
            assertThat(new StaffBrowser(gateway).get("/en/login/begin").statusCode())
                    .isEqualTo(303);
        }
        var answer = browser.get("/en/login/begin");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        DEPLOYMENT.clock().begin(Duration.ofMinutes(1), 2);
        leadsTo(browser.login(), "/en");
    }

    @Test
    void what_else_a_provider_adds_is_ignored() {
        leadsTo(browser.get(browser.atProvider() + "&authuser=0&prompt=none"), "/en");
    }

    @Test
    void doctor_asks_the_provider_where_its_parts_are() throws IOException {
        assertThat(DEPLOYMENT.command("doctor").out())
                .contains("staff login")
                .contains(PROVIDER.issuer() + "/.well-known/openid-configuration");
        PROVIDER.down = true;
        assertThat(DEPLOYMENT.command("doctor").out()).contains("answers 502");
    }

    @Test
    void the_door_has_its_own_pages_only() {
        assertThat(browser.get("/v1/cases").statusCode()).isEqualTo(404);
        assertThat(browser.get("/en/login").statusCode()).isEqualTo(200);
    }
}
