package io.menshen.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a file through a running gateway, so that each row is decided and recorded. */
@Command(
        name = "import",
        description = "take people in from a file, row by row; what was broken off goes on",
        footer = {
            "",
            "The access token of the consumer that imports is taken from MENSHEN_TOKEN.",
            "Exit codes: 0 every row was taken in, 1 some were refused, 2 it could not work; run it again to go on."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final String TOKEN = "MENSHEN_TOKEN";

    @Parameters(paramLabel = "FILE", description = "UTF-8, UTF-16 with a mark, or GB18030")
    private Path file = Path.of("");

    @Option(names = "--mapping", description = "what the columns of a CSV mean: docs/import.md")
    private @Nullable Path mapping;

    @Option(names = "--format", description = "csv or ndjson (default: by the file's name)")
    private @Nullable ImportForm form;

    @Option(names = "--dry-run", description = "decide each row and store nothing")
    private boolean dryRun;

    @Option(
            names = "--results",
            description =
                    "a CSV with a line a row (default: FILE.results.csv, of a trial FILE.trial.csv)")
    private @Nullable Path results;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8410",
            description = "the gateway's door for calls (default: ${DEFAULT-VALUE})")
    private URI url = URI.create("http://127.0.0.1:8410");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var token = System.getenv().getOrDefault(TOKEN, "").strip();
        if (token.isEmpty()) {
            throw new CannotException(
                    TOKEN + " is not set: put an access token there of the consumer that imports");
        }
        var meant = asked(file);
        var whole =
                ImportFile.of(
                        meant,
                        form == null ? ImportForm.of(meant) : form,
                        mapping == null ? null : asked(mapping));
        var id = whole.id() + (dryRun ? "-trial" : "");
        return run(new ImportCall(url, token, whole, id, dryRun));
    }

    private int run(ImportCall call) throws IOException {
        var into = results == null ? beside() : asked(results);
        var meant = call.file().mapping();
        var columns = meant == null ? Map.<String, String>of() : meant.byField();
        var err = spec().commandLine().getErr();
        try (var open = ImportResults.open(into, call.id(), columns);
                var bar = new ImportBar(err, call.file().rows(), open.last())) {
            new ImportRun(call, open, bar).run();
        }
        return told(ImportResults.counts(into), into);
    }

    /** As its user meant it, who may have called the script from elsewhere. */
    private static Path asked(Path path) {
        return Path.of(System.getProperty("menshen.called.from", "")).resolve(path);
    }

    private Path beside() {
        return asked(file)
                .resolveSibling(file.getFileName() + (dryRun ? ".trial.csv" : ".results.csv"));
    }

    private int told(Map<String, Long> counts, Path into) {
        var refused = counts.getOrDefault("refused", 0L);
        spec().commandLine()
                .getOut()
                .printf(
                        "%,d taken, %,d known, %,d valid, %,d refused.  Results: %s%n",
                        counts.getOrDefault("taken", 0L),
                        counts.getOrDefault("known", 0L),
                        counts.getOrDefault("valid", 0L),
                        refused,
                        into);
        return refused == 0 ? 0 : 1;
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
