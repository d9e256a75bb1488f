package io.menshen.standalone.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.standalone.RunningParts;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.process.GatewayPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a start takes, from nothing and on a folder that was served before. The limits are those
 * of a machine on which a bare JVM starts and ends in {@link #BARE}; where that takes longer now,
 * because the machine is slower or does something else, they are longer in the same measure, and
 * never shorter.
 */
class StartTimesIntegrationTests {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(10);

    /**
     * A JVM that compiles one class and runs it, on a quiet machine of two cores: 610 to 800 ms.
     */
    private static final Duration BARE = Duration.ofMillis(800);

    private static final String CLASS =
            "class Bare { public static void main(String[] all) { System.out.print(all.length); } }";

    /** What else the machine does may slow a start, never hasten one. */
    private static final int TRIES = 3;

    @TempDir Path temporary;

    @Test
    void a_first_start_serves_in_30_seconds_and_a_second_one_in_10() {
        var roots = IntStream.range(0, TRIES).mapToObj(i -> temporary.resolve("data-" + i));
        var inTime = roots.filter(root -> inTime(root, FIRST)).findFirst();

        assertThat(inTime).isPresent();
        var second = IntStream.range(0, TRIES).mapToObj(_ -> inTime(inTime.get(), SECOND));
        assertThat(second.anyMatch(Boolean::booleanValue)).isTrue();
    }

    /** Measured before and after the start, for others may come and go meanwhile. */
    private static boolean inTime(Path root, Duration limit) {
        var source = root.resolveSibling("Bare.java");
        var before = bare(source);
        var took = served(root);
        var slowness = (before + bare(source)) / 2.0 / BARE.toNanos();
        return took.toNanos() <= limit.toNanos() * Math.max(1, slowness);
    }

    /** Nanoseconds that a JVM takes which loads some thousand classes and does nothing. */
    private static long bare(Path source) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var begun = System.nanoTime();
        try {
            Files.writeString(source, CLASS);
            var process =
                    new ProcessBuilder(java, source.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            assertThat(process.waitFor()).isZero();
            return System.nanoTime() - begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** From an empty process to the first answer of the gateway; all is stopped again. */
    private static Duration served(Path root) {
        var begun = System.nanoTime();
        try (var folder = DataFolder.open(root, "up");
                var supervisor =
                        Supervisor.start(folder, RunningParts.BINARIES, OutsidePorts.FREE)) {
            var gateway = supervisor.gateway(GatewayPorts.free());
            assertThat(status(gateway.api("/v1/catalog/fields"))).isEqualTo(401);
            return Duration.ofNanos(System.nanoTime() - begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(URI address) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
