package io.menshen.standalone.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.standalone.RunningParts;
import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.setup.DeploymentMark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledSupervisorIntegrationTests {
    @TempDir Path temporary;

    @Test
    void what_outlives_a_killed_supervisor_is_stopped_and_the_data_served_again() throws Exception {
        var root = temporary.resolve("data");
        var held = start(root);
        var port = ready(held);
        assertThatThrownBy(() -> DataFolder.open(root, "up"))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("in use by process " + held.pid() + " (menshen up)");
        held.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        var postmaster = pid(root.resolve("postgres/postmaster.pid"));
        var redis = pid(root.resolve("run/redis.pid"));
        assertThat(List.of(postmaster, redis)).allMatch(ProcessHandle::isAlive);
        try (var folder = DataFolder.open(root, "up");
                var supervisor =
                        Supervisor.start(folder, RunningParts.BINARIES, OutsidePorts.FREE)) {
            assertThat(List.of(postmaster, redis)).noneMatch(ProcessHandle::isAlive);
            assertThat(supervisor.postgres().port()).isEqualTo(port);
            var mark = new DeploymentMark(supervisor.postgres().owner("menshen"));
            assertThat(mark.isSet(DeploymentMark.GENERATED_PEOPLE)).isTrue();
        }
    }

    private static Process start(Path root) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldSupervisor.class.getName(),
                        root.toString(),
                        RunningParts.BINARIES.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int ready(Process held) throws IOException {
        try (var output =
                new BufferedReader(
                        new InputStreamReader(held.getInputStream(), StandardCharsets.UTF_8))) {
            return output.lines()
                    .filter(line -> line.startsWith("up "))
                    .mapToInt(line -> Integer.parseInt(line.substring(3)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static ProcessHandle pid(Path note) throws IOException {
        var first = Files.readAllLines(note).getFirst().split(" ", -1)[0];
        return ProcessHandle.of(Long.parseLong(first)).orElseThrow();
    }
}
