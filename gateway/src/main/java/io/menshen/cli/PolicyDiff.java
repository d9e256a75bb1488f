package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** What a policy would change, before it is used. */
@Command(
        name = "diff",
        description = {
            "Decides the same requests by two bundles and prints where they differ: those made from the",
            "registries of both, the golden cases written by hand, and with --recorded those that were",
            "really asked, with how often a day.",
            "Exits with 1 where access is wider and --accept is not given."
        })
final class PolicyDiff implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();

    @Parameters(index = "0", paramLabel = "OLD", description = "A bundle, such as the one in use.")
    private Path old = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "NEW",
            arity = "0..1",
            description = "Another bundle (default: the committed one).")
    private @Nullable Path changed;

    @Option(
            names = "--recorded",
            paramLabel = "DAYS",
            description = "Also what was asked in the last so many days, from the audit.")
    private int days;

    @Option(names = "--config", description = "The gateway's configuration, for --recorded.")
    private @Nullable Path config;

    @Option(names = "--accept", description = "Wider access is meant.")
    private boolean accept;

    PolicyDiff() {}

    @Override
    public Integer call() throws IOException {
        var before = read(old);
        var after = read(changed == null ? where.folder().bundle() : changed);
        var requests = new TreeMap<String, ObjectNode>();
        for (var bundle : List.of(before, after)) {
            var catalog = Catalog.parse(bundle.data().path("registries"));
            new GoldenCases(catalog).requests().forEach(requests::putIfAbsent);
        }
        if (where.present().isPresent()) {
            GoldenFile.writtenBy(where.folder()).forEach(requests::putIfAbsent);
        }
        if (days > 0) {
            requests.putAll(new RecordedRequests(new Settings(config)).ofLast(days));
        }
        var found = new BundleDiff(new Engine(before), new Engine(after)).of(requests);
        found.forEach(one -> spec.commandLine().getOut().println(one.line()));
        var wider = found.stream().filter(BundleDiff.Difference::wider).count();
        spec.commandLine()
                .getOut()
                .printf(
                        "%d requests, %d differences, %d of them wider%n",
                        requests.size(), found.size(), wider);
        return wider == 0 || accept ? 0 : 1;
    }

    private static BundleFiles read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CannotException(
                    file + " is no bundle; one is in policies/bundle, and in the history of it");
        }
        return BundleFiles.read(Bytes.copyOf(Files.readAllBytes(file)));
    }
}
