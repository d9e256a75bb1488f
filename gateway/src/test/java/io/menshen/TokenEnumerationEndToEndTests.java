package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who tries tokens one after the other is held up. */
class TokenEnumerationEndToEndTests {
    private static final Caller DESK = new Caller("service-desk", "s-desk-01");
    private static final int TRIES = 60;

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    @Test
    void forged_tokens_have_one_answer_until_they_have_spent_the_cap() {
        var person = Delivered.registered(gateway);
        var token = gateway.token(person.id(), "service-desk", "customer_care");
        var tried = IntStream.range(0, TRIES).mapToObj(i -> tried(forged(token, i))).toList();

        assertThat(tried.stream().map(Answer::status)).contains(429);
        assertThat(
                        tried.stream()
                                .filter(answer -> answer.status() != 429)
                                .map(Answer::withoutIds)
                                .distinct())
                .hasSize(1);
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
