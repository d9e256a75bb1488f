package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.erasure.Erasure;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The receipt of an act of consent: who gets it, what it says, and who can check it. */
@Clause("4.1.2-b")
class ReceiptsEndToEndTests {
    private static final Caller APP = Caller.of("app");
    private static final Caller TILL = Caller.of("pos-till");
    private static final String PURPOSE = "member_register";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final int number = NUMBERS.incrementAndGet();

    private Answer taken(Member member) {
        var answer = gateway.post("/v1/intakes", APP, member.body());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private Member withoutAddress() {
        return Member.silent(number).without("home_address").consents(PURPOSE);
    }

    private Answer receipt(Answer taken, Caller caller) {
        return gateway.get("/v1/receipts/" + taken.words("receipts").get(PURPOSE), caller);
    }

    private static JsonNode json(String base64) {
        return JsonMapper.shared()
                .readTree(
                        new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8));
    }

    @Test
    @Clause({"4.1.2-c", "4.1.2-e", "4.1.3-c"})
    void it_says_what_was_shown_what_was_done_and_what_was_declined() {
        var taken = taken(withoutAddress().consents("profiling"));
        var receipt = receipt(taken, APP);

        assertThat(taken.names("receipts")).containsExactly(PURPOSE, "profiling");
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
        assertThat(receipt.text("act")).isEqualTo("granted");
        assertThat(receipt.text("method")).isEqualTo("ticked");
        assertThat(receipt.text("channel")).isEqualTo("app");
        assertThat(receipt.text("subject")).isEqualTo(taken.text("subject"));
        assertThat(receipt.body().path("separate").toString())
                .isEqualTo("{\"given\":[],\"declined\":[\"address\"]}");
        var kept = gateway.get("/v1/notices/" + PURPOSE + "/1", APP);
        assertThat(receipt.body().path("notice").path("wording"))
                .isEqualTo(kept.body().path("wording"));
        assertThat(receipt.body().path("notice").path("hash")).isEqualTo(kept.body().path("hash"));
    }

    @Test
    @Clause("5.5")
    void anybody_checks_it_by_the_published_key() throws Exception {
        var receipt = receipt(taken(Member.number(number)), APP);
        var key = gateway.get("/v1/receipts/keys", APP).body().path("keys").path(0);
        var parts = receipt.text("jws").split("\\.", -1);
        var x = Base64.getUrlDecoder().decode(key.path("x").asString(""));
        var encoded = "302a300506032b6570032100%064x".formatted(new BigInteger(1, x));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded))));
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(json(parts[0]).path("kid")).isEqualTo(key.path("kid"));
        assertThat(json(parts[1]).path("receipt").asString("")).isEqualTo(receipt.text("receipt"));
        assertThat(json(parts[1]).path("separate_given").path(0).asString("")).isEqualTo("address");
        assertThat(json(parts[1]).path("notice_hash"))
                .isEqualTo(receipt.body().path("notice").path("hash"));
    }

    @Test
    void only_who_took_it_in_gets_it_and_each_look_is_recorded() throws SQLException {
        var taken = taken(Member.number(number));

        assertThat(receipt(taken, TILL).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/receipts/" + UUID.randomUUID(), APP).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/receipts/none", APP).status()).isEqualTo(404);
        var seen = receipt(taken, APP);

        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT operation || ' ' || outcome FROM audit.record WHERE decision_id = '%s'"
                                        .formatted(seen.text("id"))))
                .containsExactly("read permitted");
        assertThat(
                        DEPLOYMENT.ask(
                                "SELECT consumer FROM audit.record WHERE reasons = 'receipt_of_another'"))
                .contains("pos-till");
    }

    @Test
    @Clause("7-e")
    void a_withdrawal_leaves_it_and_an_erasure_takes_it() {
        var taken = taken(Member.number(number));
        var person = gateway.registered(taken.text("subject"));
        withdraw(person);
        assertThat(receipt(taken, APP).text("act")).isEqualTo("granted");

        gateway.bean(Erasure.class).erase(person).block(Duration.ofSeconds(30));
        assertThat(receipt(taken, APP).status()).isEqualTo(404);
    }

    private void withdraw(SubjectId person) {
        var token = Map.of("token", gateway.token(person, "app", PURPOSE));
        var done =
                gateway.post("/v1/withdrawals", APP, Map.of("purpose", PURPOSE, "subject", token));
        assertThat(done.status()).isEqualTo(200);
    }

    @Test
    void a_repeated_write_names_the_same_receipt_and_a_trial_none() {
        var body = Member.number(number).body();
        var key = Map.of("Idempotency-Key", "receipt-" + number);
        var first = gateway.post("/v1/intakes", APP, body, key);
        var again = gateway.post("/v1/intakes", APP, body, key);

        assertThat(again.words("receipts")).isEqualTo(first.words("receipts")).hasSize(1);
        assertThat(gateway.post("/v1/intakes?dry_run", APP, body).words("receipts")).isEmpty();
    }

    @Test
    @Clause("5.5")
    void one_that_was_changed_behind_the_gateways_back_is_none() throws SQLException {
        var taken = taken(Member.number(number));
        var id = taken.words("receipts").get(PURPOSE);
        DEPLOYMENT.change(
                "UPDATE subject.receipt SET notice_version = 7 WHERE receipt_id = '%s'"
                        .formatted(id));

        assertThat(receipt(taken, APP).status()).isEqualTo(404);
    }

    @Test
    @Clause("5.5")
    void a_text_that_was_changed_is_not_shown_as_what_was_read() throws SQLException {
        var taken = taken(withoutAddress().consents("phone_bind"));
        var path = "/v1/receipts/" + taken.words("receipts").get("phone_bind");
        var change = "UPDATE subject.notice SET zh = %s WHERE purpose = 'phone_bind'";
        DEPLOYMENT.change(change.formatted("zh || 'x'"));
        var changed = gateway.get(path, APP);
        var notice = gateway.get("/v1/notices/phone_bind/1", APP);
        DEPLOYMENT.change(change.formatted("left(zh, -1)"));

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.body().path("notice").has("wording")).isFalse();
        assertThat(notice.status()).isEqualTo(404);
        assertThat(gateway.get(path, APP).body().path("notice").has("wording")).isTrue();
    }
}
