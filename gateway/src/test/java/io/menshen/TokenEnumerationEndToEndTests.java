package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who tries tokens or identifiers one after the other is held up, and seen. */
class TokenEnumerationEndToEndTests {
    private static final Caller DESK = new Caller("service-desk", "s-desk-01");
    private static final int TRIES = 60;
    private static final String UNKNOWN = "15400000000";

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    @Test
    void forged_tokens_have_one_answer_until_they_have_spent_the_cap() {
        var person = Delivered.registered(gateway);
        var token = gateway.token(person.id(), "service-desk", "customer_care");
        var before = seen("token");
        var tried = IntStream.range(0, TRIES).mapToObj(i -> tried(forged(token, i))).toList();

        assertThat(tried.stream().map(Answer::status)).contains(429);
        var missed = tried.stream().filter(answer -> answer.status() == 404).count();
        assertThat(seen("token") - before).isEqualTo(missed);
        assertThat(
                        tried.stream()
                                .filter(answer -> answer.status() != 429)
                                .map(Answer::withoutIds)
                                .distinct())
                .hasSize(1);
    }

    private long seen(String by) {
        return gateway
                .bean(MeterRegistry.class)
                .find(Metric.NOBODY.id())
                .tag("by", by)
                .counters()
                .stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    private Answer read(Map<String, String> subject) {
        return gateway.post(
                "/v1/disclosures",
                Caller.of("delivery"),
                Map.of("purpose", "order_fulfil", "subject", subject));
    }

    @Test
    void what_names_nobody_is_counted_by_what_was_presented_and_a_person_is_not() {
        var person = Delivered.registered(gateway);
        var tokens = seen("token");
        var identifiers = seen("identifier");

        Delivered.served(person.read(gateway));
        assertThat(read(Map.of("mobile", "13911110000")).status()).isEqualTo(404);
        assertThat(read(Map.of("mobile", "13911110001")).status()).isEqualTo(404);
        var foreign = gateway.token(person.id(), "service-desk", "customer_care");
        assertThat(read(Map.of("token", foreign)).status()).isEqualTo(404);
        var resolved =
                gateway.post(
                        "/v1/tokens/resolve",
                        Caller.of("label-printer"),
                        Map.of("purpose", "shipping_label", "field", "mobile", "token", UNKNOWN));
        assertThat(resolved.status()).as(resolved.text()).isEqualTo(404);

        assertThat(seen("token")).isEqualTo(tokens + 2);
        assertThat(seen("identifier")).isEqualTo(identifiers + 2);
    }

    /** The real one with another character in its midst. */
    private static String forged(String token, int number) {
        var at = token.length() / 2 - number % 8;
        var other = (char) ('a' + (token.charAt(at) - 'a' + 1 + number % 25 + 26) % 26);
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    private Answer tried(String token) {
        return gateway.post(
                "/v1/disclosures",
                DESK,
                Map.of("purpose", "customer_care", "subject", Map.of("token", token)));
    }
}
