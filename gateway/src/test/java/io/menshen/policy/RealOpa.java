package io.menshen.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real {@code opa}, as a command and as a server. */
final class RealOpa {
    private static final String HINT =
            "OPA not found in OPA, on the PATH or in .tools/: get it from"
                    + " https://www.openpolicyagent.org/docs/#1-download-opa";

    private RealOpa() {}

    /** The binary; where there is none the test is skipped, or fails where CI is true. */
    static Path binary() {
        var found = found();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as(HINT).isPresent();
        }
        assumeTrue(found.isPresent(), HINT);
        return found.orElseThrow();
    }

    static boolean isHere() {
        return found().isPresent();
    }

    private static Optional<Path> found() {
        var named = Optional.ofNullable(System.getenv("OPA")).map(Path::of).stream();
        var onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, "opa"));
        var here =
                Stream.iterate(
                                Path.of("").toAbsolutePath(),
                                folder -> folder != null,
                                Path::getParent)
                        .map(folder -> folder.resolve(".tools").resolve("opa"));
        return Stream.of(named, onPath, here)
                .flatMap(paths -> paths)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a command to its end. */
    static Outcome run(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(binary().toString()));
        command.addAll(List.of(arguments));
        var output = Files.createTempFile(folder, "opa", ".out");
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("opa ended").isTrue();
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    /** What a command did. */
    record Outcome(int exit, String output) {}

    /** A server on a free port of this machine that has verified and loaded a bundle. */
    static Server serve(Path bundle, Path verificationKey)
            throws IOException, InterruptedException {
        var port = freePort();
        var process =
                new ProcessBuilder(
                                binary().toString(),
                                "run",
                                "--server",
                                "--disable-telemetry",
                                "--log-level=error",
                                "--addr=127.0.0.1:" + port,
                                "--signing-alg=ES256",
                                "--verification-key=" + verificationKey,
                                "--bundle",
                                bundle.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var server = new Server(process, URI.create("http://127.0.0.1:" + port));
        server.await();
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A running server. */
    record Server(Process process, URI address) implements AutoCloseable {
        private void await() throws InterruptedException {
            var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!healthy()) {
                assertThat(process.isAlive() && System.nanoTime() < until)
                        .as("opa serves")
                        .isTrue();
                Thread.sleep(50);
            }
        }

        private boolean healthy() throws InterruptedException {
            var request = HttpRequest.newBuilder(address.resolve("/health")).build();
            try (var client = HttpClient.newHttpClient()) {
                return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
