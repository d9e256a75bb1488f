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
import io.menshen.web.Eventually;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** An OPA server that misbehaves, on real sockets: each time a refusal, within the limit. */
class ServerEngineTests {
    /** What a busy machine may need to notice; slow peers here never answer. */
    private static final Duration NOTICED = Duration.ofSeconds(20);

    /** Where an answer is expected, or a refusal that is none of time. */
    private static final Duration LONG = Duration.ofSeconds(5);

    /** Questions that a server gets which was left alone for a second. */
    private static final int TRIED_AGAIN = 3;

    private static final String DECISION =
            """
            {"revision":7,"allow":true,"reasons":[],"plan":{"tier":{"treatment":"clear"}},"withheld":{}}\
            """;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

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
        over.countDown();
        for (var one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void a_server_that_behaves_is_believed() throws IOException {
        var engine =
                patient(peer(MisbehavingPeer.answering("{\"result\":" + DECISION + "}")).address());

        StepVerifier.create(patient(engine).decide(request()))
                .assertNext(decision -> assertThat(decision).isInstanceOf(Decision.Permit.class))
                .verifyComplete();
    }

    @Test
    void a_dead_server_is_refused() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        refuses(patient(nobody));
    }

    @Test
    void a_server_that_hangs_up_is_refused() throws IOException {
        refuses(patient(peer(MisbehavingPeer.start(out -> {})).address()));
    }

    @Test
    void a_slow_server_is_refused() throws IOException {
        refuses(engine(peer(MisbehavingPeer.start(_ -> over.await()))));
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
                                        over.await(200, TimeUnit.MILLISECONDS);
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
                patient(
                        peer(MisbehavingPeer.start(out -> {
                            out.write(MisbehavingPeer.head("200 OK", "application/json", 30 << 20));
                            for (var i = 0; i < 480; i++) {
                                out.write(block);
                            }
                        }))
                                .address()));
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

        refuses(patient(from.address()));

        assertThat(target.connections()).isZero();
    }

    @Test
    void a_server_that_keeps_failing_is_left_alone_and_tried_again() throws Exception {
        var well = new AtomicBoolean();
        var body = "{\"result\":" + DECISION + "}";
        var peer =
                peer(
                        MisbehavingPeer.start(out -> {
                            var status = well.get() ? "200 OK" : "500 No";
                            out.write(
                                    MisbehavingPeer.head(
                                            status, "application/json", body.length()));
                            out.write(body.getBytes(UTF_8));
                        }));
        var engine = patient(peer.address());

        leavesAlone(engine, peer);
        well.set(true);

        assertThat(
                        Eventually.holds(() ->
                                patient(engine).decide(request()).block(LONG)
                                        instanceof Decision.Permit))
                .isTrue();
    }

    /** Ten refusals are enough; after them a second passes before some are tried again. */
    private static void leavesAlone(ServerEngine engine, MisbehavingPeer peer) {
        for (var i = 0; i < 10; i++) {
            refuses(engine);
        }
        assertThat(peer.connections()).isEqualTo(10);
        var begun = System.nanoTime();
        for (var i = 0; i < 20; i++) {
            refuses(engine);
        }
        var seconds = (int) Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(peer.connections()).isBetween(10, 10 + TRIED_AGAIN * seconds);
    }

    @Test
    void a_slow_server_is_counted_and_then_left_alone() throws IOException {
        var peer = peer(MisbehavingPeer.start(_ -> over.await()));

        leavesAlone(engine(peer), peer);
    }

    @Test
    void more_questions_at_once_than_the_server_may_get_are_refused_without_waiting()
            throws IOException {
        var engine = patient(peer(MisbehavingPeer.start(_ -> over.await())).address());
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
                        .block(Duration.ofSeconds(30));

        assertThat(failures).filteredOn("BulkheadFullException"::equals).hasSize(200 - 128);
        assertThat(failures).contains(TimeoutException.class.getSimpleName());
    }

    private void refusesJson(String body) throws IOException {
        refusesAnswer("200 OK", "application/json", body);
    }

    private void refusesAnswer(String status, String type, String body) throws IOException {
        refuses(patient(peer(MisbehavingPeer.answering(status, type, body)).address()));
    }

    private static void refuses(ServerEngine engine) {
        var took =
                StepVerifier.create(patient(engine).decide(request()))
                        .expectErrorSatisfies(failure ->
                                assertThat(failure)
                                        .isInstanceOfSatisfying(
                                                RefusedException.class,
                                                refused ->
                                                        assertThat(refused.refusal().kind())
                                                                .isEqualTo(
                                                                        Refusal.Kind
                                                                                .POLICY_UNAVAILABLE)))
                        .verify(NOTICED.plusSeconds(10));

        assertThat(took).isLessThan(NOTICED);
    }

    private MisbehavingPeer peer(MisbehavingPeer peer) {
        open.add(peer);
        return peer;
    }

    private ServerEngine engine(MisbehavingPeer peer) {
        return engine(peer.address(), Duration.ofMillis(200));
    }

    private ServerEngine patient(URI address) {
        return engine(address, LONG);
    }

    private ServerEngine engine(URI address, Duration limit) {
        var engine = new ServerEngine(address, limit);
        open.add(engine);
        return engine;
    }

    /** One whose limit is the engine's own. */
    private static DecisionPoint patient(ServerEngine engine) {
        return new DecisionPoint(engine, 7, new Floor(Set.of(), Set.of()), LONG.plusSeconds(1));
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
