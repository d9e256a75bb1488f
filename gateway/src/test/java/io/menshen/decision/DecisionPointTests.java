package io.menshen.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.decision.DecisionRequest.Asker;
import io.menshen.decision.DecisionRequest.Containment;
import io.menshen.decision.DecisionRequest.Context;
import io.menshen.kernel.Age;
import io.menshen.kernel.Bytes;
import io.menshen.kernel.Clause;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.kernel.SubjectState;
import io.menshen.kernel.Treatment;
import io.menshen.policy.Bundle;
import io.menshen.policy.EmbeddedEngine;
import io.menshen.policy.PolicyEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DecisionPointTests {
    private static final Floor FLOOR = new Floor(Set.of("card_security_code"), Set.of());
    private static final Duration LIMIT = Duration.ofMillis(250);
    private static final String ALLOWED =
            """
            {"revision":7,"allow":true,"reasons":[],"plan":{"tier":{"treatment":"clear"}},"withheld":{"mobile":"field_outside_purpose"}}\
            """;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    @Clause("4.1.2-d")
    void decides_by_the_real_policy() throws IOException {
        var bundle = bundle();
        var point =
                new DecisionPoint(
                        new EmbeddedEngine(bundle, 1),
                        bundle.revision(),
                        FLOOR,
                        Duration.ofSeconds(5));

        var granted = decided(point, request(Consent.GRANTED));
        var withdrawn = decided(point, request(Consent.WITHDRAWN));

        assertThat(granted)
                .isInstanceOfSatisfying(
                        Decision.Permit.class,
                        permit ->
                                assertThat(permit.plan())
                                        .containsEntry(
                                                "full_name",
                                                new Decision.Shown(
                                                        Treatment.GENERALIZE, "salutation"))
                                        .containsEntry(
                                                "email",
                                                new Decision.Shown(
                                                        Treatment.CONNECTOR_ONLY, null)));
        assertThat(withdrawn)
                .isInstanceOfSatisfying(
                        Decision.Deny.class,
                        deny -> assertThat(deny.reasons()).containsExactly("consent_withdrawn"));
    }

    @Test
    void asks_the_engine_once_for_equal_requests() {
        var point = point(answering(ALLOWED));

        var first = decided(point, request(Consent.GRANTED));
        var second = decided(point, request(Consent.GRANTED));
        decided(point, request(Consent.STALE));

        assertThat(second).isEqualTo(first);
        assertThat(asked).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "true",
                "\"true\"",
                "null",
                "[]",
                "<html>It works!</html>",
                "{\"revision\":6,\"allow\":true,\"reasons\":[],\"plan\":{},\"withheld\":{}}",
                "{\"revision\":7.0,\"allow\":true,\"reasons\":[],\"plan\":{},\"withheld\":{}}",
                "{\"revision\":7,\"allow\":\"true\",\"reasons\":[],\"plan\":{},\"withheld\":{}}",
                "{\"revision\":7,\"allow\":true,\"reasons\":[\"x\"],\"plan\":{},\"withheld\":{}}",
                "{\"revision\":7,\"allow\":true,\"reasons\":[],\"plan\":{}}",
                "{\"revision\":7,\"allow\":false,\"allow\":true,\"reasons\":[],\"plan\":{},\"withheld\":{}}",
                "{\"revision\":7,\"allow\":false,\"\\u0061llow\":true,\"reasons\":[],\"plan\":{},\"withheld\":{}}",
                "{\"revision\":7,\"allow\":true,\"reasons\":[],\"plan\":{},\"withheld\":{}} {}",
                "{\"revision\":7,\"allow\":true,\"reasons\":[],\"plan\":{},\"withheld\":{},\"more\":1}",
                "{\"revision\":7,\"allow\":true,\"reasons\":[],\"plan\":{\"tier\":{\"treatment\":\"naked\"}},\"withheld\":{}}",
                "{\"revision\":7,\"allow\":true,\"reasons\":[],\"plan\":{\"tier\":\"clear\"},\"withheld\":{}}",
                "{\"revision\":7,\"allow\":true,\"reasons\":[],\"plan\":{\"tier\":{\"treatment\":\"clear\"}},\"withheld\":{\"tier\":\"x\"}}",
                "{\"revision\":7,\"allow\":false,\"reasons\":[],\"plan\":{},\"withheld\":{}}",
                "{\"revision\":7,\"allow\":false,\"reasons\":[\"x\"],\"plan\":{\"tier\":{\"treatment\":\"clear\"}},\"withheld\":{}}"
            })
    void whatever_is_not_exactly_a_decision_is_refused(String answer) {
        refuses(point(answering(answer)));
    }

    @Test
    void an_answer_of_30_megabytes_is_refused() {
        refuses(point(answering(" ".repeat(30 << 20) + ALLOWED)));
    }

    @Test
    void a_dead_slow_or_silent_engine_is_refused_within_the_limit() {
        refuses(point((entrypoint, input) -> Mono.error(new IOException("connection reset"))));
        refuses(point((entrypoint, input) -> Mono.never()));
        refuses(point((entrypoint, input) -> Mono.empty()));
    }

    @Test
    void a_failure_is_not_remembered() {
        var point =
                point((entrypoint, input) ->
                        asked.getAndIncrement() == 0
                                ? Mono.error(new IOException("connection reset"))
                                : Mono.just(ALLOWED.getBytes(StandardCharsets.UTF_8)));

        refuses(point);

        assertThat(decided(point, request(Consent.GRANTED))).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void the_floor_wins_over_the_engine() {
        var plan =
                "{\"revision\":7,\"allow\":true,\"reasons\":[],\"plan\":{%s\"card_security_code\":{\"treatment\":\"clear\"}},\"withheld\":{}}";

        var some =
                decided(
                        point(answering(plan.formatted("\"tier\":{\"treatment\":\"clear\"},"))),
                        request(Consent.GRANTED));
        var none = decided(point(answering(plan.formatted(""))), request(Consent.GRANTED));

        assertThat(some)
                .isInstanceOfSatisfying(
                        Decision.Permit.class,
                        permit -> {
                            assertThat(permit.plan()).containsOnlyKeys("tier");
                            assertThat(permit.withheld())
                                    .containsEntry("card_security_code", "never_disclosed");
                        });
        assertThat(none)
                .isInstanceOfSatisfying(
                        Decision.Deny.class,
                        deny -> assertThat(deny.reasons()).containsExactly("never_disclosed"));
    }

    @Test
    @Clause("4.1.4-e")
    void a_purpose_whose_manner_the_floor_forbids_is_refused_whatever_the_engine_says() {
        var floor = new Floor(Set.of(), Set.of("marketing_email"));
        var point = new DecisionPoint(answering(ALLOWED), 7, floor, LIMIT);

        assertThat(decided(point, request(Consent.GRANTED)))
                .isInstanceOfSatisfying(
                        Decision.Deny.class,
                        deny -> assertThat(deny.reasons()).containsExactly("sale_forbidden"));
    }

    private static void refuses(DecisionPoint point) {
        StepVerifier.create(point.decide(request(Consent.GRANTED)))
                .expectErrorSatisfies(failure ->
                        assertThat(failure)
                                .isInstanceOfSatisfying(
                                        RefusedException.class,
                                        refused ->
                                                assertThat(refused.refusal().kind())
                                                        .isEqualTo(
                                                                Refusal.Kind.POLICY_UNAVAILABLE)))
                .verify(Duration.ofSeconds(5));
    }

    private PolicyEngine answering(String answer) {
        return (entrypoint, input) ->
                Mono.fromSupplier(() -> {
                    asked.incrementAndGet();
                    return answer.getBytes(StandardCharsets.UTF_8);
                });
    }

    private static DecisionPoint point(PolicyEngine engine) {
        return new DecisionPoint(engine, 7, FLOOR, LIMIT);
    }

    private static Decision decided(DecisionPoint point, DecisionRequest request) {
        return Objects.requireNonNull(point.decide(request).block(Duration.ofSeconds(5)));
    }

    private static DecisionRequest request(Consent consent) {
        var none = new TreeSet<>(List.<String>of());
        return new DecisionRequest(
                new Asker("mail-marketing", "internal", null),
                "marketing_email",
                Operation.READ,
                null,
                new SubjectState(Lifecycle.ACTIVE, Age.ADULT, Guardian.NONE, consent, none, none),
                null,
                new Context(LocalDate.of(2026, 11, 24), Containment.NONE, none));
    }

    private static Bundle bundle() throws IOException {
        try (var stream =
                DecisionPointTests.class.getResourceAsStream(
                        "/io/menshen/policies/menshen.tar.gz")) {
            return Bundle.read(Bytes.copyOf(Objects.requireNonNull(stream).readAllBytes()));
        }
    }
}
