package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clients of examples/ as they stand there, each as a process, against a gateway behind a door
 * that sends every first call away for a second.
 */
class ExamplesEndToEndTests {
    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
    private static final Set<String> PASSED_ON =
            Set.of("authorization", "content-type", "idempotency-key");

    @TempDir private Path folder;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> sentAway = ConcurrentHashMap.newKeySet();
    private HttpServer door;

    @BeforeEach
    void open() throws IOException {
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        door.createContext("/", this::pass);
        door.start();
    }

    @AfterEach
    void close() {
        door.stop(0);
        client.close();
    }

    /** A gateway that is overloaded answers so; here it is once for each of some paths. */
    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (!path.endsWith("/batch") && sentAway.add(path)) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var whole = exchange.getRequestURI().toString();
            var answer = client.send(passedOn(exchange, whole), BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static HttpRequest passedOn(HttpExchange exchange, String path) throws IOException {
        var to = URI.create("http://127.0.0.1:" + DEPLOYMENT.gateway().port() + path);
        var request =
                HttpRequest.newBuilder(to)
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                        request.header(name, values.getFirst());
                    }
                });
        return request.build();
    }

    private String run(List<String> command) throws Exception {
        var out = folder.resolve("out");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(out.toFile());
        var environment = builder.environment();
        environment.put("MENSHEN", "http://127.0.0.1:" + door.getAddress().getPort());
        environment.put("APP_TOKEN", DEPLOYMENT.issuer().token("app", null));
        environment.put("DELIVERY_TOKEN", DEPLOYMENT.issuer().token("delivery", null));
        environment.put("PYTHONIOENCODING", "utf-8");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ended").isTrue();
        var told = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told).endsWith("done\n");
        assertThat(sentAway)
                .as("was sent away once, and came again")
                .contains("/v1/intakes", "/v1/disclosures", "/v1/withdrawals");
        return told;
    }

    @Test
    void bash_and_curl() throws Exception {
        Tools.needed("curl");
        var told =
                run(
                        List.of(
                                Tools.needed("bash"),
                                EXAMPLES.resolve("curl").resolve("menshen.sh").toString()));
        assertThat(told)
                .contains("  created\n", "name 张小丽, identity card field_outside_purpose")
                .contains("{\"end\":true,\"ok\":1,\"failed\":1}", "  exchanged\n", "  withdrawn\n")
                .contains("refused 403: /problems/purpose-not-registered d_");
    }

    @Test
    void python() throws Exception {
        var told =
                run(
                        List.of(
                                Tools.needed("python3"),
                                EXAMPLES.resolve("python")
                                        .resolve("menshen_example.py")
                                        .toString()));
        assertThat(told)
                .contains("1 taken in: created", "2 read: {'full_name': '张小丽'}")
                .contains("3 line: {'full_name': '张小丽'}", "3 line: /problems/token-invalid")
                .contains("4 exchanged: the keys did not change", "5 withdrawn: withdrawn")
                .contains("6 refused: 403 /problems/purpose-not-registered");
    }

    /** Compiled from the sources that its own pom compiles, with the same release of Spring. */
    @Test
    void java() throws Exception {
        var home = Path.of(System.getProperty("java.home"), "bin");
        var classes = Files.createDirectory(folder.resolve("classes"));
        var path = System.getProperty("java.class.path");
        var sources = EXAMPLES.resolve("java").resolve("src/main/java");
        var arguments =
                Stream.of("Example.java", "Menshen.java")
                        .map(name -> '"' + sources.resolve(name).toString() + '"')
                        .collect(
                                Collectors.joining(
                                        "\n", "-proc:none\n-d\n" + classes + "\n", "\n"));
        var file = Files.writeString(folder.resolve("arguments"), arguments);
        var compiler =
                new ProcessBuilder(home.resolve("javac").toString(), "@" + file, "-cp", path)
                        .inheritIO()
                        .start();
        assertThat(compiler.waitFor(2, TimeUnit.MINUTES) && compiler.exitValue() == 0).isTrue();

        var told =
                run(
                        List.of(
                                home.resolve("java").toString(),
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                classes + File.pathSeparator + path,
                                "Example"));
        assertThat(told)
                .contains("1 taken in: created", "2 read: {\"full_name\":\"张小丽\"}")
                .contains("3 line: {\"full_name\":\"张小丽\"}", "3 line: \"/problems/token-invalid\"")
                .contains("4 exchanged: the keys did not change", "5 withdrawn: withdrawn")
                .contains("6 refused: 403 /problems/purpose-not-registered purpose_not_registered");
    }
}
