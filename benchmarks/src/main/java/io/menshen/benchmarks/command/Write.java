package io.menshen.benchmarks.command;

import io.menshen.benchmarks.parts.Deployment;
import io.menshen.benchmarks.parts.Scratch;
import io.menshen.benchmarks.report.Document;
import io.menshen.standalone.terminal.Progress;
import io.menshen.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark of writes on a deployment of its own.
 *
 * @param command as it is called, which the markers of a document name
 * @param how in words: turns, people, connections
 * @param out the document; null for none
 */
record Write(String command, String how, @Nullable Path out) {
    /** What is measured, as a table. */
    interface Measurement {
        String on(Deployment deployment, Progress progress) throws IOException, SQLException;
    }

    /** Measures and tells; the exit code. */
    int run(Measurement measurement) throws IOException, SQLException {
        var terminal = Terminal.present();
        try (var scratch = Scratch.make();
                var deployment = Deployment.start(scratch, Places.binaries(), 0, terminal);
                var progress = terminal.progress("measuring")) {
            var table = measurement.on(deployment, progress);
            var found = "%s.\n\n%s.\n\n%s".formatted(deployment.machine().told(), how, table);
            found.lines().forEach(terminal::line);
            if (out != null) {
                new Document(Places.asked(out)).put(command, found);
            }
        }
        return 0;
    }
}
