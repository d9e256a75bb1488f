package io.menshen.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.SubjectId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be shown, by what was shown of oneself and when. */
class SessionTests {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final SubjectId SUBJECT = SubjectId.random();

    private static Session of(Map<Fact, Instant> facts) {
        return new Session(SUBJECT, NOW.minusSeconds(3000), facts);
    }

    @Test
    void one_fact_is_too_little_however_fresh() {
        for (var fact : Fact.values()) {
            assertThat(of(Map.of(fact, NOW)).mayShow(NOW)).isFalse();
            assertThat(of(Map.of(fact, NOW.minusSeconds(60))).with(fact, NOW).mayShow(NOW))
                    .isFalse();
        }
    }

    @Test
    void of_two_the_newer_is_five_minutes_old_at_most() {
        var old = NOW.minusSeconds(2400);
        assertThat(two(old, NOW.minusSeconds(300)).mayShow(NOW)).isTrue();
        assertThat(two(NOW.minusSeconds(300), old).mayShow(NOW)).isTrue();
        assertThat(two(old, NOW.minusSeconds(300).minusMillis(1)).mayShow(NOW)).isFalse();
        assertThat(two(old, old).mayShow(NOW)).isFalse();
        assertThat(two(old, old).with(Fact.CODE, NOW).mayShow(NOW)).isTrue();
    }

    private static Session two(Instant code, Instant link) {
        return of(Map.of(Fact.CODE, code, Fact.APP_LINK, link));
    }

    @Test
    void a_browser_is_one_text_only_and_prints_none() {
        var secrets = new Secrets();
        var browser = Browser.fresh(secrets);
        assertThat(Browser.of(browser.cookie())).isPresent();
        assertThat(browser.toString()).doesNotContain(browser.cookie());
        assertThat(browser.kept()).isNotEqualTo(browser.cookie());
        assertThat(Browser.of(browser.cookie() + "=")).isEmpty();
        assertThat(Browser.of(browser.cookie().substring(1))).isEmpty();
        assertThat(Browser.of("")).isEmpty();
        assertThat(secrets.digits()).matches("[0-9]{6}");
    }
}
