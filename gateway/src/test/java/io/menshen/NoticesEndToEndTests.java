package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Notices as apps get them, and intakes under them. One purpose has a second version. */
class NoticesEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final String SMS = "marketing_sms";
    private static final String OTHER = ShownNotice.OTHER;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(SignedPolicy.altered(NoticesEndToEndTests::alter));

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();

    private static void alter(ObjectNode registries) {
        ((ObjectNode) registries.path("purposes").path(SMS)).put("version", 2);
    }

    private Answer take(Member member) {
        return gateway.post("/v1/intakes", APP, member.body());
    }

    private static Map<String, ?> consent(String purpose, int version, String hash) {
        return Map.of(
                "purpose",
                purpose,
                "notice_version",
                version,
                "notice_hash",
                hash,
                "act",
                "ticked");
    }

    private String hash(String purpose) {
        return new ShownNotice(gateway).hash(purpose);
    }

    private JsonNode notice(String purpose) {
        var answer = gateway.get("/v1/notices/current?channel=app", APP);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body()
                .path("items")
                .valueStream()
                .filter(one -> one.path("purpose").asString("").equals(purpose))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Clause({"4.1.2-a", "4.1.2-b", "4.1.2-c"})
    void an_app_gets_the_texts_that_it_shows_with_version_and_hash() throws Exception {
        var notice = notice("member_register");
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(
                notice.path("wording").path("zh").asString("").getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(
                notice.path("wording").path("en").asString("").getBytes(StandardCharsets.UTF_8));

        assertThat(notice.path("version").asInt()).isOne();
        assertThat(notice.path("hash").asString(""))
                .isEqualTo(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo(hash("member_register"));
        assertThat(notice.path("retention_days").asInt()).isEqualTo(1825);
        assertThat(
                        notice.path("recipients")
                                .valueStream()
                                .map(r -> r.path("consumer").asString("")))
                .containsExactly("pos-till", "app");
        assertThat(notice.path("separate").path(0).asString("")).isEqualTo("address");
    }

    @Test
    @Clause("4.1.2-g")
    void a_sensitive_field_comes_with_necessity_effect_and_its_separate_consent() {
        var address =
                notice("member_register")
                        .path("items")
                        .valueStream()
                        .filter(one -> one.path("field").asString("").equals("home_address"))
                        .findFirst()
                        .orElseThrow();

        assertThat(address.path("separate").asString("")).isEqualTo("address");
        assertThat(address.path("necessity").path("en").asString(""))
                .isEqualTo("for members who ask for mail");
        assertThat(address.path("effect").path("zh").asString("")).isEqualTo("泄露可致上门骚扰");
    }

    @Test
    void a_caller_sees_the_notices_that_it_may_bring_consent_to_and_names_a_channel() {
        var till = gateway.get("/v1/notices/current?channel=service_desk", Caller.of("pos-till"));

        assertThat(till.body().path("items").valueStream().map(n -> n.path("purpose").asString("")))
                .containsExactly("member_register", "payment");
        assertThat(gateway.get("/v1/notices/current", APP).faults())
                .containsExactly("/channel required");
        assertThat(gateway.get("/v1/notices/current?channel=nowhere", APP).faults())
                .containsExactly("/channel unknown_word");
    }

    @Test
    @Clause({"4.1.2-b", "4.1.2-c"})
    void a_notice_in_force_is_kept_and_what_never_was_is_not_found() {
        var kept = gateway.get("/v1/notices/" + SMS + "/2", APP);

        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(kept.text("hash")).isEqualTo(hash(SMS));
        assertThat(kept.body().path("wording")).isEqualTo(notice(SMS).path("wording"));
        assertThat(kept.body().path("current").asBoolean()).isTrue();
        for (var path : List.of(SMS + "/1", SMS + "/0", SMS + "/x", "nothing/1")) {
            assertThat(gateway.get("/v1/notices/" + path, APP).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    @Clause("4.1.2-b")
    void without_a_notice_nothing_is_taken_in() {
        assertThat(take(Member.silent(number)).reasons()).contains("notice_missing");
    }

    @Test
    @Clause({"4.1.2-b", "6.1.2"})
    void an_old_notice_is_refused_whatever_its_hash() {
        var old = take(Member.number(number).consent(consent(SMS, 1, OTHER)));

        assertThat(old.status()).isEqualTo(403);
        assertThat(old.faults()).contains("/consents/1 notice_missing");
    }

    @Test
    @Clause("4.1.2-b")
    void the_version_in_force_with_another_text_is_altered() {
        var other = take(Member.number(number).consent(consent(SMS, 2, OTHER)));
        var own = take(Member.silent(number).consent(consent("member_register", 1, OTHER)));
        var beside =
                take(
                        Member.number(number)
                                .saying("notice_version", 1)
                                .saying("notice_hash", OTHER));
        var right = take(Member.number(number).consent(consent(SMS, 2, hash(SMS))));

        assertThat(other.faults()).contains("/consents/1 notice_altered");
        assertThat(own.reasons()).contains("notice_altered");
        assertThat(beside.reasons()).contains("notice_altered");
        assertThat(right.status()).as(right.text()).isEqualTo(200);
    }

    @Test
    @Clause("4.1.2-b")
    void a_version_without_a_hash_is_a_fault_at_its_place() {
        var beside = Member.number(number).saying("notice_version", 1).saying("notice_hash", "");
        var consent = Member.silent(number).consent(consent("member_register", 1, "x"));

        assertThat(take(beside).faults()).containsExactly("/notice_hash hash");
        assertThat(take(consent).faults()).containsExactly("/consents/0/notice_hash hash");
    }
}
