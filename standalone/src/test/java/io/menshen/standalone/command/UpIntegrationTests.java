package io.menshen.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.standalone.RunningParts;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.process.Ports;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.setup.DeploymentMark;
import io.menshen.standalone.supervisor.OutsidePorts;
import io.menshen.standalone.supervisor.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, which can be killed, and whose parts can. */
class UpIntegrationTests {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path home;
    private Path root = Path.of("");
    private @Nullable Process running;

    /** A home with the policy and the binaries of this build, and data that need no people. */
    @BeforeEach
    void prepare() throws Exception {
        root = home.resolve("data");
        var binaries = RunningParts.BINARIES.toAbsolutePath();
        Files.createSymbolicLink(home.resolve(".menshen-binaries"), binaries);
        Files.createSymbolicLink(
                home.resolve("policies"), Path.of("../policies").toAbsolutePath().normalize());
        try (var folder = DataFolder.open(root, "up");
                var supervisor = Supervisor.start(folder, binaries, OutsidePorts.FREE)) {
            new DeploymentMark(supervisor.postgres().owner(PostgresProcess.DATABASE))
                    .set(DeploymentMark.SEEDED);
        }
    }

    @AfterEach
    void stopWhatRuns() throws Exception {
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
        try (var folder = DataFolder.open(root, "up")) {
            Supervisor.stopSurvivors(folder, RunningParts.BINARIES);
        }
    }

    @Test
    void restarts_on_its_port_after_it_was_killed_and_ends_with_its_gateway() throws Exception {
        var port = sixFree();
        var killed = up(port, "first");
        var survivor = gateway();
        killed.destroyForcibly().waitFor();
        assertThat(survivor.isAlive()).isTrue();

        var second = up(port, "second");
        assertThat(survivor.isAlive()).isFalse();
        assertThat(gateway().destroyForcibly()).isTrue();
        assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isOne();
        assertThat(home.resolve("second"))
                .content()
                .endsWith(
                        "menshen: gateway-1 ended, so the other parts are stopped. Its log: %s\n"
                                .formatted(root.resolve("logs/gateway-1.log")));
        assertThat(root.resolve("run")).isEmptyDirectory();
        assertThat(root.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void staff_log_in_as_a_user_of_development_and_are_told_which_there_are() throws Exception {
        var port = sixFree();
        up(port, "staff");
        var staff = "http://127.0.0.1:" + (port + 5);
        assertThat(home.resolve("staff")).content().contains(staff, "officer (s-privacy-01)");

        var begun = send(HttpRequest.newBuilder(URI.create(staff + "/en/login/begin")));
        var asked = URI.create(header(begun, "Location"));
        var chosen = asked.getRawQuery() + "&user=officer";
        var button =
                HttpRequest.newBuilder(asked.resolve("/authorize"))
                        .POST(HttpRequest.BodyPublishers.ofString(chosen));
        var back = URI.create(header(send(button), "Location"));
        var entered = send(HttpRequest.newBuilder(back).header("Cookie", cookie(begun)));

        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(303);
        var request = HttpRequest.newBuilder(URI.create(staff + "/en"));
        var page = send(request.header("Cookie", cookie(entered)));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("s-privacy-01", "/en/cases");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static String cookie(HttpResponse<String> answer) {
        return header(answer, "Set-Cookie").split(";", -1)[0];
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private Process up(int port, String output) throws Exception {
        var file = home.resolve(output);
        var started =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dmenshen.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Commands.class.getName(),
                                "up",
                                "--data",
                                root.toString(),
                                "--port",
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile())
                        .start();
        running = started;
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(file).contains("Stop it with Ctrl-C")) {
            var ended = started.waitFor(100, TimeUnit.MILLISECONDS);
            assertThat(ended || System.nanoTime() > end).as(Files.readString(file)).isFalse();
        }
        return started;
    }

    private ProcessHandle gateway() throws IOException {
        var note = Files.readString(root.resolve("run/gateway-1.pid")).split(" ", -1)[0];
        return ProcessHandle.of(Long.parseLong(note)).orElseThrow();
    }

    private static int sixFree() {
        return IntStream.generate(UpIntegrationTests::free)
                .filter(first ->
                        first < 65_530
                                && isFree(first + 1)
                                && isFree(first + 2)
                                && isFree(first + 3)
                                && isFree(first + 4)
                                && isFree(first + 5))
                .findFirst()
                .orElseThrow();
    }

    private static int free() {
        try {
            return Ports.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() == port;
        } catch (IOException _) {
            return false;
        }
    }
}
