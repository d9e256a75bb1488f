package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.erasure.Erasure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * By an identifier, unknown, ambiguous and refused are one answer at one price (design, section 7).
 */
class OneNotFoundEndToEndTests {
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String UNKNOWN = "13900000000";
    private static final String SHARED = "13900000001";
    private static final String FROZEN = "13900000002";
    private static final String CLOSED = "13900000003";
    private static final String ERASED = "13900000004";
    private static final String CHANGED = "13900000005";

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    @BeforeAll
    static void people() throws Exception {
        var gateway = DEPLOYMENT.gateway();
        var erasure = gateway.bean(Erasure.class);
        Member.number(1).with("mobile", SHARED).registered(gateway);
        Member.number(2).with("mobile", SHARED).registered(gateway);
        var frozen = Member.number(3).with("mobile", FROZEN).registered(gateway);
        var closed = Member.number(4).with("mobile", CLOSED).registered(gateway);
        var erased = Member.number(5).with("mobile", ERASED).registered(gateway);
        var changed = Member.number(6).with("mobile", CHANGED).registered(gateway);
        erasure.freeze(frozen).block(SOON);
        erasure.close(closed).block(SOON);
        erasure.erase(erased).block(SOON);
        DEPLOYMENT.change(
                "UPDATE subject.key_record SET guardian = 'consented' WHERE subject_id = '"
                        + changed.value()
                        + "'");
    }

    private Answer read(String mobile) {
        return gateway.post(
                "/v1/disclosures",
                DELIVERY,
                Map.of("purpose", "order_fulfil", "subject", Map.of("mobile", mobile)));
    }

    private static Stream<String> refused() {
        return Stream.of(UNKNOWN, SHARED, FROZEN, CLOSED, ERASED, CHANGED);
    }

    @Test
    void the_bodies_are_byte_for_byte_one() {
        var answers = refused().map(this::read).toList();

        assertThat(answers).allMatch(answer -> answer.status() == 404);
        assertThat(answers.stream().map(Answer::withoutIds).distinct().toList()).hasSize(1);
        assertThat(answers.stream().map(OneNotFoundEndToEndTests::headers).distinct().toList())
                .hasSize(1);
        assertThat(answers.getFirst().text()).doesNotContain("frozen", "erased", "139");
    }

    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new java.util.TreeMap<>(answer.headers().map());
        headers.remove("menshen-decision");
        return headers;
    }

    @Test
    void they_cost_the_same_statements_and_cryptography() {
        refused().forEach(this::read);
        var costs = refused().map(this::cost).toList();

        assertThat(costs.getFirst().cryptography()).isNotEmpty();
        assertThat(costs.getFirst().statements()).containsKey("menshen_subject");
        assertThat(costs).containsOnly(costs.getFirst());
    }

    private record Cost(Map<String, Integer> statements, Map<String, Integer> cryptography) {}

    private Cost cost(String mobile) {
        var statements =
                DEPLOYMENT
                        .wire()
                        .leastOf(() -> {
                            gateway.keys().counted();
                            read(mobile);
                        });
        return new Cost(statements, gateway.keys().counted());
    }
}
