package io.menshen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imports a file as the command does, for tests of other packages. */
public record ImportedFile(URI gateway, String token, Path results) {
    /** What it says of rows. */
    public String run(Path file, @Nullable Path mapping) throws IOException {
        var whole = ImportFile.of(file, ImportForm.of(file), mapping);
        var call = new ImportCall(gateway, token, whole, whole.id(), false);
        var meant = whole.mapping();
        var columns = meant == null ? Map.<String, String>of() : meant.byField();
        var err = new StringWriter();
        try (var open = ImportResults.open(results, call.id(), columns);
                var bar = new ImportBar(new PrintWriter(err), whole.rows(), open.last())) {
            new ImportRun(call, open, bar).run();
        }
        return err.toString();
    }

    /** How many rows there are of each status. */
    public Map<String, Long> counts() throws IOException {
        return ImportResults.counts(results);
    }
}
