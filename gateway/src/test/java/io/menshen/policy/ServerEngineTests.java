package io.menshen.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.decision.Decision;
import io.menshen.decision.DecisionPoint;
import io.menshen.decision.DecisionRequest;
import io.menshen.decision.Floor;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.RefusedException;
import io.menshen.policy.PolicyEngine.Entrypoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** An OPA server that misbehaves, on real sockets: each time a refusal, within the limit. */
class ServerEngineTests {
    private static final Duration LIMIT = Duration.ofMillis(250);

    /** Beyond the limit only what a busy machine needs to notice; slow peers here take seconds. */
    private static final Duration NOTICED = LIMIT.plusSeconds(1);

    private static final String DECISION =
            """
            {"revision":7,"allow":true,"reasons":[],"plan":{"tier":{"treatment":"clear"}},"withheld":{}}\
            """;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void loads_the_classes_of_a_first_exchange() throws IOException {
        try (var peer = MisbehavingPeer.answering("{}");
                var engine = new ServerEngine(peer.address(), Duration.ofSeconds(5))) {
            StepVerifier.create(engine.evaluate(Entrypoint.DECISION, "{}".getBytes(UTF_8)))
                    .verifyErrorMatches(IllegalStateException.class::isInstance);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void a_server_that_behaves_is_believed() throws IOException {
        var engine = engine(peer(MisbehavingPeer.answering("{\"result\":" + DECISION + "}")));

        StepVerifier.create(point(engine).decide(request()))
                .assertNext(decision -> assertThat(decision).isInstanceOf(Decision.Permit.class))
                .verifyComplete();
    }

    @Test
    void a_dead_server_is_refused() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        refuses(engine(nobody));
    }

    @Test
    void a_server_that_hangs_up_is_refused() throws IOException {
        refuses(engine(peer(MisbehavingPeer.start(out -> {}))));
    }

    @Test
    void a_slow_server_is_refused() throws IOException {
        refuses(engine(peer(MisbehavingPeer.start(out -> Thread.sleep(3_000)))));
    }

    @Test
    void a_server_that_drips_its_answer_is_refused() throws IOException {
        var body = "{\"result\":" + DECISION + "}";
        refuses(
                engine(
                        peer(
                                MisbehavingPeer.start(out -> {
                                    out.write(
                                            MisbehavingPeer.head(
                                                    "200 OK", "application/json", body.length()));
                                    for (var each : body.getBytes(UTF_8)) {
                                        out.write(each);
                                        out.flush();
                                        Thread.sleep(20);
                                    }
                                }))));
    }

    @Test
    void an_answer_of_500_is_refused() throws IOException {
        refusesAnswer(
                "500 Internal Server Error", "application/json", "{\"result\":" + DECISION + "}");
    }

    @Test
    void html_is_refused() throws IOException {
        refusesAnswer("200 OK", "text/html", "<html>It works!</html>");
        refusesAnswer("200 OK", "text/html", "{\"result\":" + DECISION + "}");
    }

    @Test
    void an_empty_object_is_refused() throws IOException {
        refusesJson("{}");
    }

    @Test
    void an_empty_answer_is_refused() throws IOException {
        refusesJson("");
    }

    @Test
    void the_word_true_is_refused() throws IOException {
        refusesJson("\"true\"");
        refusesJson("{\"result\":\"true\"}");
        refusesJson("{\"result\":true}");
    }

    @Test
    void duplicate_keys_are_refused() throws IOException {
        refusesJson("{\"result\":{},\"result\":" + DECISION + "}");
        refusesJson("{\"result\":" + DECISION + ",\"\\u0072esult\":" + DECISION + "}");
        refusesJson(
                "{\"result\":"
                        + DECISION.replace("\"allow\":true", "\"allow\":false,\"allow\":true")
                        + "}");
    }

    @Test
    void other_keys_beside_the_result_are_refused() throws IOException {
        refusesJson("{\"result\":" + DECISION + ",\"allow\":true}");
    }

    @Test
    void trailing_garbage_is_refused() throws IOException {
        refusesJson("{\"result\":" + DECISION + "} {}");
        refusesJson("{\"result\":" + DECISION + "}x");
    }

    @Test
    void an_answer_of_30_megabytes_is_refused() throws IOException {
        var block = " ".repeat(1 << 16).getBytes(UTF_8);
        refuses(
                engine(
                        peer(
                                MisbehavingPeer.start(out -> {
                                    out.write(
                                            MisbehavingPeer.head(
                                                    "200 OK", "application/json", 30 << 20));
                                    for (var i = 0; i < 480; i++) {
                                        out.write(block);
                                    }
                                }))));
        refusesJson(" ".repeat((1 << 20) + 1) + "{\"result\":" + DECISION + "}");
    }

    @Test
    void another_revision_is_refused() throws IOException {
        refusesJson("{\"result\":" + DECISION.replace("7", "6") + "}");
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        var target = peer(MisbehavingPeer.answering("{\"result\":" + DECISION + "}"));
        var from =
                peer(
                        MisbehavingPeer.start(out ->
                                out.write(
                                        ("HTTP/1.1 302 Found\r\nLocation: "
                                                        + target.address()
                                                        + "\r\nContent-Length: 0\r\n\r\n")
                                                .getBytes(UTF_8))));

        refuses(engine(from));

        assertThat(target.connections()).isZero();
    }

    @Test
    void a_server_that_keeps_failing_is_left_alone_and_tried_again() throws Exception {
        var failures = new AtomicInteger(10);
        var body = "{\"result\":" + DECISION + "}";
        var peer =
                peer(
                        MisbehavingPeer.start(out -> {
                            if (failures.getAndDecrement() > 0) {
                                out.write(MisbehavingPeer.head("500 No", "text/plain", 0));
                            } else {
                                out.write(
                                        MisbehavingPeer.head(
                                                "200 OK", "application/json", body.length()));
                                out.write(body.getBytes(UTF_8));
                            }
                        }));
        var engine = engine(peer);

        for (var i = 0; i < 30; i++) {
            refuses(engine);
        }
        assertThat(peer.connections()).isEqualTo(10);
        Thread.sleep(1_100);

        StepVerifier.create(point(engine).decide(request()))
                .assertNext(decision -> assertThat(decision).isInstanceOf(Decision.Permit.class))
                .verifyComplete();
    }

    @Test
    void a_slow_server_is_counted_and_then_left_alone() throws IOException {
        var peer = peer(MisbehavingPeer.start(out -> Thread.sleep(3_000)));
        var engine = engine(peer);

        for (var i = 0; i < 30; i++) {
            refuses(engine);
        }

        // Each second it is tried once more; a slow machine may spend several here.
        assertThat(peer.connections()).isBetween(10, 20);
    }

    @Test
    void more_questions_at_once_than_the_server_may_get_are_refused_without_waiting()
            throws IOException {
        var engine = engine(peer(MisbehavingPeer.start(out -> Thread.sleep(3_000))));
        var input = "{}".getBytes(UTF_8);

        var failures =
                Flux.range(0, 200)
                        .flatMap(
                                i ->
                                        engine.evaluate(Entrypoint.DECISION, input)
                                                .map(answer -> "answered")
                                                .onErrorResume(failure ->
                                                        Mono.just(
                                                                failure.getClass()
                                                                        .getSimpleName())),
                                200)
                        .collectList()
                        .block(Duration.ofSeconds(5));

        assertThat(failures).filteredOn("BulkheadFullException"::equals).hasSize(200 - 128);
        assertThat(failures).contains(TimeoutException.class.getSimpleName());
    }

    private void refusesJson(String body) throws IOException {
        refusesAnswer("200 OK", "application/json", body);
    }

    private void refusesAnswer(String status, String type, String body) throws IOException {
        refuses(engine(peer(MisbehavingPeer.answering(status, type, body))));
    }

    private static void refuses(ServerEngine engine) {
        var took =
                StepVerifier.create(point(engine).decide(request()))
                        .expectErrorSatisfies(failure ->
                                assertThat(failure)
                                        .isInstanceOfSatisfying(
                                                RefusedException.class,
                                                refused ->
                                                        assertThat(refused.refusal().kind())
                                                                .isEqualTo(
                                                                        Refusal.Kind
                                                                                .POLICY_UNAVAILABLE)))
                        .verify(Duration.ofSeconds(5));

        assertThat(took).isLessThan(NOTICED);
    }

    private MisbehavingPeer peer(MisbehavingPeer peer) {
        open.add(peer);
        return peer;
    }

    private ServerEngine engine(MisbehavingPeer peer) {
        return engine(peer.address());
    }

    private ServerEngine engine(URI address) {
        var engine = new ServerEngine(address, Duration.ofMillis(200));
        open.add(engine);
        return engine;
    }

    private static DecisionPoint point(ServerEngine engine) {
        return new DecisionPoint(engine, 7, new Floor(Set.of(), Set.of()), LIMIT);
    }

    static DecisionRequest request() {
        var none = new TreeSet<>(List.<String>of());
        return new DecisionRequest(
                new DecisionRequest.Asker("mail-marketing", "internal", null),
                "marketing_email",
                Operation.READ,
                null,
                null,
                null,
                new DecisionRequest.Context(
                        LocalDate.of(2026, 11, 24), DecisionRequest.Containment.NONE, none));
    }
}
