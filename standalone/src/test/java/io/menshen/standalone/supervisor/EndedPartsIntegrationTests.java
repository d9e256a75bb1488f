package io.menshen.standalone.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.standalone.RunningParts;
import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.process.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndedPartsIntegrationTests {
    @TempDir Path temporary;

    @ParameterizedTest
    @CsvSource({"redis, run/redis.pid", "postgres, postgres/postmaster.pid"})
    void a_part_that_is_killed_is_named_with_its_log(String name, String note) throws Exception {
        var root = temporary.resolve("data");
        try (var folder = DataFolder.open(root, "up");
                var supervisor =
                        Supervisor.start(folder, RunningParts.BINARIES, OutsidePorts.FREE)) {
            var ended = CompletableFuture.supplyAsync(supervisor::awaitEnd);
            assertThat(pid(root.resolve(note)).destroyForcibly()).isTrue();
            assertThat(ended.get(2, TimeUnit.MINUTES))
                    .contains(new Part.Ended(name, root.resolve("logs/" + name + ".log")));
        }
    }

    @Test
    void parts_that_are_stopped_are_not_told_and_leave_no_note() throws Exception {
        var root = temporary.resolve("data");
        CompletableFuture<Optional<Part.Ended>> ended;
        try (var folder = DataFolder.open(root, "up");
                var supervisor =
                        Supervisor.start(folder, RunningParts.BINARIES, OutsidePorts.FREE)) {
            ended = CompletableFuture.supplyAsync(supervisor::awaitEnd);
        }
        assertThat(ended.get(2, TimeUnit.MINUTES)).isEmpty();
        assertThat(root.resolve("run")).isEmptyDirectory();
    }

    private static ProcessHandle pid(Path note) throws Exception {
        var first = Files.readAllLines(note).getFirst().split(" ", -1)[0];
        return ProcessHandle.of(Long.parseLong(first)).orElseThrow();
    }
}
