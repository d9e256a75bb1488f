package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.signing.SigningKey;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A system that need not ask is sent what it would be told. */
@Clause("7-g")
class PushedEventsEndToEndTests {
    private static final Caller MAIL = Caller.of("mail-marketing");
    private static final Receiver RECEIVER = new Receiver();

    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(
                    PrivacyDesk.busy(),
                    "--menshen.events.push[0].consumer=mail-marketing",
                    "--menshen.events.push[0].url=" + RECEIVER.url(),
                    "--menshen.events.look=100ms",
                    "--menshen.events.retry=10ms");

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    /** A real server; how it answers is given with the number of the request. */
    private static final class Receiver {
        private final HttpServer server;
        private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
        private final List<String> ids = new CopyOnWriteArrayList<>();
        private final List<Boolean> signed = new CopyOnWriteArrayList<>();
        private volatile IntUnaryOperator status = _ -> 204;
        private volatile @Nullable SigningKey key;

        Receiver() {
            try {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                server = HttpServer.create(address, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", this::handle);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        private void handle(HttpExchange exchange) throws IOException {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            var id = String.valueOf(headers.getFirst("webhook-id"));
            ids.add(id);
            var text = id + "." + headers.getFirst("webhook-timestamp") + "." + body;
            signed.add(isSigned(text, String.valueOf(headers.getFirst("webhook-signature"))));
            var answer = status.applyAsInt(ids.size());
            if (answer < 300) {
                taken.add(JsonMapper.shared().readTree(body));
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        }

        private boolean isSigned(String text, String signature) {
            var bytes = Base64.getDecoder().decode(signature.substring("v1a,".length()));
            var hex = HexFormat.of().formatHex(bytes);
            return Objects.requireNonNull(key)
                    .verifying()
                    .verifies(text.getBytes(StandardCharsets.UTF_8), hex);
        }

        void begin(SigningKey by, IntUnaryOperator answers) {
            key = by;
            taken.clear();
            ids.clear();
            signed.clear();
            status = answers;
        }

        List<String> acts() {
            return taken.stream().map(event -> event.path("act").asString()).toList();
        }
    }

    @BeforeEach
    void quiet() {
        begin(_ -> 204);
        assertThat(Eventually.holds(this::isAcknowledged)).isTrue();
        begin(_ -> 204);
    }

    private void begin(IntUnaryOperator answers) {
        RECEIVER.begin(gateway.bean(SigningKey.class), answers);
    }

    private boolean isAcknowledged() {
        var page = gateway.get("/v1/events?after=0&limit=1000", MAIL).body();
        return page.path("next").asLong() == page.path("acknowledged").asLong();
    }

    private Marketed erased() {
        var person = Marketed.registered(gateway);
        PrivacyDesk.of(DEPLOYMENT).erase(person.id());
        return person;
    }

    private static void taken(String... acts) {
        assertThat(Eventually.holds(() -> RECEIVER.acts().size() >= acts.length)).isTrue();
        assertThat(RECEIVER.acts()).containsExactly(acts);
    }

    @Test
    void events_are_sent_signed_in_order_and_acknowledged() {
        var person = erased();
        taken("granted", "erased");

        assertThat(RECEIVER.signed).containsOnly(true);
        assertThat(RECEIVER.taken.getFirst().path("subject").path(Marketed.PURPOSE).asString())
                .isEqualTo(gateway.token(person.id(), MAIL.consumer(), Marketed.PURPOSE));
        assertThat(Eventually.holds(this::isAcknowledged)).isTrue();
    }

    @Test
    void what_fails_is_sent_again_under_its_id_and_nothing_before_it() {
        begin(request -> request <= 3 ? 503 : 204);
        erased();

        taken("granted", "erased");

        assertThat(RECEIVER.ids.subList(0, 4)).containsOnly(RECEIVER.ids.getFirst());
        assertThat(RECEIVER.ids).hasSize(5);
    }

    @Test
    void a_refusal_after_failures_of_another_kind_is_one_refusal() {
        begin(request -> request <= 9 ? 503 : request == 10 ? 404 : 204);
        erased();

        taken("granted", "erased");
    }

    @Test
    void what_is_refused_again_and_again_is_passed_over_and_kept_as_such() throws Exception {
        begin(request -> request <= 8 ? 422 : 204);
        erased();

        taken("erased");

        assertThat(RECEIVER.ids.subList(0, 8)).containsOnly(RECEIVER.ids.getFirst());
        assertThat(DEPLOYMENT.ask("SELECT consumer || ' ' || status FROM subject.event_dead"))
                .containsExactly("mail-marketing 422");
    }
}
