package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A member, and the read of a parcel's address while parts fail. */
record Delivered(SubjectId id) {
    static final String CANARY = "诸葛";

    private static final Caller DELIVERY = Caller.of("delivery");
    private static final AtomicInteger NUMBERS = new AtomicInteger(3_000);

    static Delivered registered(RunningGateway gateway) {
        return new Delivered(Member.number(NUMBERS.incrementAndGet()).registered(gateway));
    }

    /** Somebody who is not taken in yet. */
    static Member newcomer() {
        return Member.number(NUMBERS.incrementAndGet());
    }

    Answer read(RunningGateway at) {
        return at.post("/v1/disclosures", DELIVERY, body(at));
    }

    /** The request of a read, to be sent by other means. */
    HttpRequest reading(RunningGateway at) {
        return at.request("/v1/disclosures", DELIVERY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(at)))
                .build();
    }

    /** The same as bytes over the wire. */
    String raw(RunningGateway at) {
        var authorization = reading(at).headers().firstValue("Authorization").orElseThrow();
        var body = json(at);
        return "POST /v1/disclosures HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Authorization: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(authorization, body.length(), body);
    }

    private String json(RunningGateway at) {
        return JsonMapper.shared().writeValueAsString(body(at));
    }

    private Map<String, ?> body(RunningGateway at) {
        var token = at.token(id, DELIVERY.consumer(), "order_fulfil");
        return Map.of("purpose", "order_fulfil", "subject", Map.of("token", token));
    }

    static void served(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains(CANARY);
    }

    static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.text()).doesNotContain(CANARY);
    }
}
