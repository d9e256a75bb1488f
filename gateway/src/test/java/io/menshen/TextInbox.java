package io.menshen;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.menshen.connectors.http.Signature;
import io.menshen.connectors.http.SigningBytes;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Where the texts of a test go: a server that takes what is signed, each once. */
final class TextInbox {
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final Path key;
    private final HttpServer server;
    private final SigningBytes secret;
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    private TextInbox() throws IOException {
        var bytes = "a key of the tests, of 32 bytes and more".getBytes(StandardCharsets.UTF_8);
        key = Files.write(Files.createTempFile("menshen-texts", ".key"), bytes);
        secret = new SigningBytes(bytes);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/texts", this::taken);
        server.start();
    }

    static TextInbox open() {
        try {
            return new TextInbox();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of a gateway that posts here. */
    String[] settings() {
        return new String[] {
            "--menshen.web.doors.public.port=0",
            "--menshen.login.texts.address=http://127.0.0.1:%d/texts"
                    .formatted(server.getAddress().getPort()),
            "--menshen.login.texts.key-file=" + key
        };
    }

    private void taken(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var header = String.valueOf(exchange.getRequestHeaders().getFirst(Signature.HEADER));
            if (!Signature.holds(secret, Clock.systemUTC().instant(), header, body)) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            var json = JsonMapper.shared().readTree(body);
            if (seen.putIfAbsent(json.path("id").asString(), "") == null) {
                texts.merge(
                        json.path("number").asString(),
                        List.of(json.path("text").asString()),
                        TextInbox::both);
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static List<String> both(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** How many texts a number was sent. */
    int count(String number) {
        return texts.getOrDefault(number, List.of()).size();
    }

    /** The code of the text that comes to a number after so many. */
    String code(String number, int after) {
        if (!Eventually.holds(() -> count(number) > after)) {
            throw new IllegalStateException("no text came");
        }
        var code = CODE.matcher(texts.getOrDefault(number, List.of()).getLast());
        if (!code.find()) {
            throw new IllegalStateException("a text without a code");
        }
        return code.group();
    }

    /** A number that got nothing. */
    boolean isSilent(String number) {
        return count(number) == 0;
    }
}
