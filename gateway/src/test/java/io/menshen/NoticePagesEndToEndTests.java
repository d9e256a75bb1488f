package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.access.Uses;
import io.menshen.kernel.Clause;
import io.menshen.notice.Notice;
import io.menshen.notice.Notices;
import io.menshen.web.Door;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notices as everybody reads, prints and saves them. */
@Clause("4.1.2-c")
class NoticePagesEndToEndTests {
    private static final String PURPOSE = "survey";

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment("--menshen.web.doors.public.port=0");

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    private HttpResponse<String> get(String path) {
        var address = "http://127.0.0.1:" + gateway.port(Door.PUBLIC) + path;
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
        return gateway.send(request.GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private Notice notice() {
        var policy = gateway.bean(Uses.class).policy();
        return gateway.bean(Notices.class).current(policy, PURPOSE).orElseThrow();
    }

    @Test
    void every_notice_is_listed_in_both_languages() {
        var zh = get("/zh/notices");
        assertThat(zh.statusCode()).as(zh.body()).isEqualTo(200);
        assertThat(zh.body()).contains("会员注册", "/zh/notices/member_register", "第 1 版");
        assertThat(get("/en/notices").body()).contains("registration", "version 1");
    }

    @Test
    void a_notice_is_read_with_its_fingerprint() {
        for (var path : new String[] {"/zh/notices/survey", "/zh/notices/survey/1"}) {
            var page = get(path);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body()).contains("<h1>", notice().hash(), "/zh/notices/survey/1/text");
            assertThat(page.body()).doesNotContain("/changes", "<script");
        }
    }

    @Test
    void what_is_saved_is_the_text_whose_fingerprint_receipts_name() {
        var text = get("/en/notices/survey/1/text");
        assertThat(text.body()).isEqualTo(notice().text().en());
        assertThat(text.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"survey-1.en.md\"");
        assertThat(get("/zh/notices/survey/1/text").body()).isEqualTo(notice().text().zh());
    }

    @Test
    void what_a_version_changed_is_shown() throws Exception {
        var added = "保存期限改为 30 天。";
        var later = notice().text().zh() + "\n" + added + "\n";
        var english = notice().text().en();
        DEPLOYMENT.ask(
                "SELECT subject.keep_notice('%s', 2, '%s', '%s', '%s')"
                        .formatted(
                                PURPOSE,
                                hash(later + "\0" + english),
                                later,
                                english.replace("'", "''")));

        var page = get("/zh/notices/survey/2/changes");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains(added + "</ins>").doesNotContain("<del");
        assertThat(get("/zh/notices/survey/2").body()).contains("/zh/notices/survey/2/changes");
    }

    private static String hash(String texts) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(texts.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/notices/nothing",
                "/notices/survey/7",
                "/notices/survey/1/changes",
                "/en/notices/survey/0/text"
            })
    void what_was_never_in_force_is_no_page(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<html");
    }
}
