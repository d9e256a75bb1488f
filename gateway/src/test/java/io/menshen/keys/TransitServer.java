package io.menshen.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key service over HTTP that speaks as Vault's transit engine does, with a real key of its own.
 */
final class TransitServer implements AutoCloseable {
    static final String TOKEN = "s.test";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Aead key;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Mood mood = Mood.WELL;

    /** How it answers. */
    enum Mood {
        WELL,
        REFUSES,
        REDIRECTS,
        SILENT,
        BABBLES
    }

    TransitServer() throws IOException, GeneralSecurityException {
        Keysets.register();
        key =
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, Keysets.tink())
                        .getPrimitive(Keysets.tink(), Aead.class);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/transit/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/transit");
    }

    void is(Mood next) {
        mood = next;
    }

    int calls() {
        return calls.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        switch (mood) {
            case WELL -> send(exchange, 200, worked(exchange));
            case REFUSES -> send(exchange, 403, "{\"errors\":[\"permission denied\"]}");
            case REDIRECTS -> {
                exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
                send(exchange, 307, "{}");
            }
            case SILENT -> silent();
            case BABBLES -> send(exchange, 200, "<html>");
        }
    }

    private void silent() {
        try {
            ending.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String worked(HttpExchange exchange) throws IOException {
        var asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
        var token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
        try {
            return TOKEN.equals(token)
                    ? JSON.writeValueAsString(Map.of("data", done(exchange, asked)))
                    : "{\"errors\":[\"permission denied\"]}";
        } catch (GeneralSecurityException e) {
            return "{\"errors\":[\"cipher: message authentication failed\"]}";
        }
    }

    private Map<String, String> done(HttpExchange exchange, JsonNode asked)
            throws GeneralSecurityException {
        var bound = Base64.getDecoder().decode(asked.path("associated_data").asString(""));
        return switch (exchange.getRequestURI().getPath()) {
            case "/v1/transit/encrypt/menshen" -> {
                var plain = Base64.getDecoder().decode(asked.path("plaintext").asString(""));
                var sealed = Base64.getEncoder().encodeToString(key.encrypt(plain, bound));
                yield Map.of("ciphertext", "vault:v1:" + sealed);
            }
            case "/v1/transit/decrypt/menshen" -> {
                var text = asked.path("ciphertext").asString("").replace("vault:v1:", "");
                var plain = key.decrypt(Base64.getDecoder().decode(text), bound);
                yield Map.of("plaintext", Base64.getEncoder().encodeToString(plain));
            }
            default -> throw new GeneralSecurityException("no such key");
        };
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        ending.countDown();
        server.stop(0);
        threads.close();
    }
}
