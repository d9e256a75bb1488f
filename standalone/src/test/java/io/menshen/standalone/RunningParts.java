package io.menshen.standalone;

import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.supervisor.OutsidePorts;
import io.menshen.standalone.supervisor.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One set of real stores for all tests of a run. */
public final class RunningParts implements BeforeAllCallback {
    /** Where tests unpack the servers' binaries. */
    public static final Path BINARIES = Path.of("target/binaries");

    private Running running = new Running(null, null);

    private record Running(
            @org.jspecify.annotations.Nullable DataFolder folder,
            @org.jspecify.annotations.Nullable Supervisor supervisor)
            implements AutoCloseable {
        @Override
        public void close() {
            Objects.requireNonNull(supervisor).close();
            Objects.requireNonNull(folder).close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(RunningParts.class))
                        .computeIfAbsent("parts", key -> started(), Running.class);
    }

    private static Running started() {
        try {
            var folder =
                    DataFolder.open(Files.createTempDirectory("menshen").resolve("data"), "up");
            return new Running(folder, Supervisor.start(folder, BINARIES, OutsidePorts.FREE));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What runs. */
    public Supervisor supervisor() {
        return Objects.requireNonNull(running.supervisor());
    }
}
