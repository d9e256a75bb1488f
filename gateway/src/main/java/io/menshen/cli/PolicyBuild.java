package io.menshen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.catalog.source.Schemas;
import io.menshen.kernel.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Packs rules and registries into the bundle that the gateway loads. */
@Command(
        name = "build",
        description =
                "Raises the revision, packs registries and rules into "
                        + "policies/bundle/menshen.tar.gz, decides the golden cases anew and writes "
                        + "the editors' schemas. OPA is needed only where a rule changed. Writes "
                        + "nothing where a case written by hand is decided otherwise.")
final class PolicyBuild implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();

    PolicyBuild() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var policies = where.folder();
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var compiled = Sources.compile(policies, err);
        return compiled.isEmpty() ? 1 : build(policies, compiled.get(), out, err);
    }

    private static int build(
            PolicyFolder policies, Registries registries, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        var rules = rules(policies, out);
        var bundle = rules.with(registries.registries());
        var unchanged = Files.exists(policies.bundle()) && policies.committed().equals(bundle);
        var revision = registries.catalog().revision() + (unchanged ? 0 : 1);
        if (!unchanged) {
            registries.registries().put("revision", revision);
            bundle = rules.with(registries.registries());
        }
        var golden = GoldenFile.decide(policies, registries.catalog(), new Engine(bundle));
        if (hasFaults(policies, registries, golden, err)) {
            return 1;
        }
        write(policies, bundle, golden, revision);
        replace(policies.notices(), NoticeBook.read(policies).with(registries).getBytes(UTF_8));
        replace(policies.serverBundle(), server(policies, bundle).bytes().toArray());
        out.println(told(unchanged, revision, golden.size()));
        return 0;
    }

    /** A decision that is not the written one, or a text that changed under its old version. */
    private static boolean hasFaults(
            PolicyFolder policies, Registries registries, GoldenFile golden, PrintWriter err)
            throws IOException {
        var faults = new ArrayList<>(NoticeBook.read(policies).faults(registries));
        faults.addAll(golden.faults());
        faults.forEach(err::println);
        if (!faults.isEmpty()) {
            err.println(
                    "Nothing was written. Mend the rule or the registry, or the case where the text"
                            + " demands it.");
        }
        return !faults.isEmpty();
    }

    private static String told(boolean unchanged, int revision, int cases) {
        return unchanged
                ? "policies: nothing changed, revision " + revision + " stays"
                : "policies: revision "
                        + revision
                        + " built, "
                        + cases
                        + " cases decided. Read what changed before you commit it: git diff"
                        + " policies/golden";
    }

    private static CompiledRules rules(PolicyFolder policies, PrintWriter out)
            throws IOException, InterruptedException {
        if (Files.exists(policies.bundle())) {
            var committed = CompiledRules.of(policies.committed());
            if (committed.hash().equals(policies.rulesHash())) {
                return committed;
            }
        }
        out.println("policies: a rule changed, compiling it with OPA " + policies.opaVersion());
        var opa = Opa.find(policies, System.getenv());
        var faults = RuleTests.faults(opa);
        if (!faults.isEmpty()) {
            throw new CannotException("the rules have faults:\n" + String.join("\n", faults));
        }
        return new RuleCompiler(policies, opa).compile();
    }

    /** The same data for OPA servers; their rules are packed anew only where a rule changed. */
    private static BundleFiles server(PolicyFolder policies, BundleFiles bundle)
            throws IOException, InterruptedException {
        if (Files.exists(policies.serverBundle())) {
            var committed =
                    BundleFiles.read(Bytes.copyOf(Files.readAllBytes(policies.serverBundle())));
            if (committed.rulesHash().equals(bundle.rulesHash())) {
                return committed.withDataOf(bundle);
            }
        }
        var opa = Opa.find(policies, System.getenv());
        return new RuleCompiler(policies, opa).source().withDataOf(bundle);
    }

    private static void write(
            PolicyFolder policies, BundleFiles bundle, GoldenFile golden, int revision)
            throws IOException {
        var yaml = Files.readString(policies.revision());
        replace(
                policies.revision(),
                yaml.replaceAll("(?m)^revision: .*$", "revision: " + revision).getBytes(UTF_8));
        Files.createDirectories(policies.schemas());
        for (var schema : Schemas.files(PolicyFolder.KNOWN).entrySet()) {
            replace(policies.schemas().resolve(schema.getKey()), schema.getValue().getBytes(UTF_8));
        }
        replace(policies.committedCases(), golden.text().getBytes(UTF_8));
        replace(policies.bundle(), bundle.bytes().toArray());
    }

    /** Whole or not at all: a gateway may be watching the file. */
    static void replace(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var beside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
