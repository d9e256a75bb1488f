package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A member who consented to marketing, and what a marketer asks of them. */
record Marketed(SubjectId id) {
    static final String PURPOSE = "marketing_email";

    private static final Caller MARKETING = Caller.of("mail-marketing");
    private static final AtomicInteger NUMBERS = new AtomicInteger(5_000);

    static Marketed registered(RunningGateway gateway) {
        var member = Member.number(NUMBERS.incrementAndGet()).consents(PURPOSE);
        return new Marketed(member.registered(gateway));
    }

    Answer read(RunningGateway at) {
        var body = Map.of("purpose", PURPOSE, "subject", subject(at), "fields", List.of("tier"));
        return at.post("/v1/disclosures", MARKETING, body);
    }

    Answer withdraw(RunningGateway at) {
        return at.post("/v1/withdrawals", MARKETING, withdrawal(at));
    }

    /** The request of a withdrawal, to be sent by other means. */
    HttpRequest withdrawing(RunningGateway at) {
        var body = JsonMapper.shared().writeValueAsString(withdrawal(at));
        return at.request("/v1/withdrawals", MARKETING)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private Map<String, ?> withdrawal(RunningGateway at) {
        return Map.of("purpose", PURPOSE, "subject", subject(at));
    }

    private Map<String, ?> subject(RunningGateway at) {
        return Map.of("token", at.token(id, MARKETING.consumer(), PURPOSE));
    }

    static void served(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.words("fields")).containsEntry("tier", "gold");
    }

    static void withdrawn(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.reasons()).containsExactly("consent_withdrawn");
    }

    static void unavailable(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.text("type")).isEqualTo("/problems/store-unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.text()).doesNotContain("gold");
    }
}
