package io.menshen.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.source.Compilation;
import io.menshen.catalog.source.RegistrySource;
import io.menshen.catalog.source.Vocabulary;
import io.menshen.decision.DecisionRequest.Asker;
import io.menshen.decision.DecisionRequest.Containment;
import io.menshen.decision.DecisionRequest.Context;
import io.menshen.kernel.Operation;
import io.menshen.masking.FieldType;
import io.menshen.masking.Masking;
import io.menshen.policy.PolicyEngine;
import io.menshen.policy.PolicySnapshot;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class DecisionPointsTests {
    private static final Vocabulary KNOWN = new Vocabulary(FieldType.words(), Masking.kinds());

    private static final String PERMIT =
            """
            {"revision":7,"allow":true,"reasons":[],"plan":{"tier":{"treatment":"clear"},"card_security_code":{"treatment":"clear"}},"withheld":{}}\
            """;

    private static Catalog catalog;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionPoints points =
            new DecisionPoints(Duration.ofMillis(250), new DecisionMeters(meters));

    @BeforeAll
    static void catalog() {
        var source = new RegistrySource(Path.of("..", "policies", "registries"), KNOWN);
        catalog = ((Compilation.Registries) source.compile()).catalog();
    }

    @Test
    void one_point_serves_one_snapshot() {
        var snapshot = snapshot(answering(PERMIT));

        assertThat(points.of(snapshot)).isSameAs(points.of(snapshot));
        assertThat(points.of(snapshot(snapshot.engine()))).isNotSameAs(points.of(snapshot));
    }

    @Test
    void the_floor_is_that_of_the_catalog() {
        assertThat(catalog.floor().neverDisclosed()).contains("card_security_code");

        assertThat(points.of(snapshot(answering(PERMIT))).decide(request()).block())
                .isInstanceOfSatisfying(
                        Decision.Permit.class,
                        permit -> assertThat(permit.plan()).containsOnlyKeys("tier"));
    }

    @Test
    void what_a_replaced_snapshot_decided_is_forgotten_with_it() throws InterruptedException {
        var point = new WeakReference<>(points.of(snapshot(answering(PERMIT))));

        for (var i = 0; i < 50 && point.get() != null; i++) {
            System.gc();
            points.of(snapshot(answering(PERMIT)));
            Thread.sleep(20);
        }

        assertThat(point.get()).isNull();
    }

    @Test
    void decisions_hits_and_misses_are_counted() {
        var permits = points.of(snapshot(answering(PERMIT)));
        var denies = points.of(snapshot(answering(denying("consent_missing"))));
        var fails = points.of(snapshot((entrypoint, input) -> Mono.error(new IOException("gone"))));

        permits.decide(request()).block();
        permits.decide(request()).block();
        denies.decide(request()).block();
        StepVerifier.create(fails.decide(request())).verifyError();

        assertThat(count("menshen.decision.cache", "result", "hit")).isEqualTo(1);
        assertThat(count("menshen.decision.cache", "result", "miss")).isEqualTo(3);
        assertThat(count("menshen.decisions", "outcome", "permit")).isEqualTo(2);
        assertThat(count("menshen.decisions", "reason", "consent_missing")).isEqualTo(1);
        assertThat(count("menshen.decisions", "outcome", "unavailable")).isEqualTo(1);
    }

    @Test
    void an_engine_that_invents_reasons_does_not_fill_the_meters() {
        for (var i = 0; i < 200; i++) {
            points.of(snapshot(answering(denying("r" + i)))).decide(request()).block();
        }

        assertThat(meters.find("menshen.decisions").tag("outcome", "deny").counters()).hasSize(65);
        assertThat(count("menshen.decisions", "reason", "other")).isEqualTo(200 - 64);
    }

    @Test
    void the_application_has_decision_points_and_refuses_a_limit_that_cannot_work() {
        var application =
                new ApplicationContextRunner().withUserConfiguration(DecisionWiring.class);

        application.run(context -> {
            assertThat(context).hasSingleBean(DecisionPoints.class);
            assertThat(context.getBean(DecisionProperties.class).limit())
                    .isEqualTo(Duration.ofMillis(250));
        });
        application
                .withPropertyValues("menshen.decision.limit=0ms")
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("menshen.decision.limit"));
    }

    private static String denying(String reason) {
        return "{\"revision\":7,\"allow\":false,\"reasons\":[\""
                + reason
                + "\"],\"plan\":{},\"withheld\":{}}";
    }

    private double count(String meter, String tag, String value) {
        return meters.get(meter).tag(tag, value).counter().count();
    }

    private static PolicySnapshot snapshot(PolicyEngine engine) {
        return new PolicySnapshot(7, catalog, engine);
    }

    private static PolicyEngine answering(String answer) {
        return (entrypoint, input) -> Mono.just(answer.getBytes(UTF_8));
    }

    private static DecisionRequest request() {
        var none = new TreeSet<>(List.<String>of());
        return new DecisionRequest(
                new Asker("mail-marketing", "internal", null),
                "marketing_email",
                Operation.READ,
                null,
                null,
                null,
                new Context(LocalDate.of(2026, 11, 24), Containment.NONE, none));
    }
}
