package io.menshen.cli;

import io.menshen.catalog.Expiry;
import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.catalog.source.Places;
import io.menshen.catalog.source.Schemas;
import io.menshen.kernel.BusinessDay;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Finds what is wrong with the policies before a gateway does. */
@Command(
        name = "check",
        description =
                "Checks the registries (file, line, nearest valid name) and whether the "
                        + "committed bundle, golden cases and schemas are what the sources build. "
                        + "Needs no OPA.")
final class PolicyCheck implements Callable<Integer> {
    private static final String BUILD = "Try: ./menshen policy build";

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();

    PolicyCheck() {}

    @Override
    public Integer call() throws IOException {
        var policies = where.folder();
        var err = spec.commandLine().getErr();
        var registries = Sources.compile(policies, err);
        if (registries.isEmpty()) {
            return 1;
        }
        ending(registries.get()).forEach(spec.commandLine().getOut()::println);
        var problems = stale(policies, registries.get());
        problems.forEach(err::println);
        if (problems.isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .println("policies: the registries, and what was built of them, fit");
        }
        return problems.isEmpty() ? 0 : 1;
    }

    /** Certificates and agreements that end within 60 days; what ended is refused already. */
    private static List<String> ending(Registries registries) {
        var today = BusinessDay.today(Clock.systemUTC());
        return Expiry.of(registries.catalog()).stream()
                .filter(one -> one.notice(today).isPresent())
                .map(one -> ending(one, registries.places(), today))
                .toList();
    }

    private static String ending(Expiry one, Places places, LocalDate today) {
        var place = places.find(one.path()).map(found -> found + ": ").orElse("");
        return "%sends on %s, in %d days (%d days' notice): %s"
                .formatted(
                        place,
                        one.last(),
                        one.days(today),
                        one.notice(today).orElseThrow(),
                        one.path().substring(1));
    }

    /** What was built from other sources than these. */
    private static List<String> stale(PolicyFolder policies, Registries registries)
            throws IOException {
        var stale = new ArrayList<String>();
        var committed = policies.committed();
        var rules = CompiledRules.of(committed);
        if (!rules.hash().equals(policies.rulesHash())) {
            stale.add(older("rules"));
        }
        if (!rules.with(registries.registries()).equals(committed)) {
            stale.add(older("registries"));
        } else {
            var golden = GoldenFile.decide(policies, registries.catalog(), new Engine(committed));
            stale.addAll(golden.faults());
            if (!golden.text().equals(Files.readString(policies.committedCases()))) {
                stale.add("golden/committed.json is not what the bundle decides. " + BUILD);
            }
        }
        stale.addAll(notices(policies, registries));
        for (var schema : Schemas.files(PolicyFolder.KNOWN).entrySet()) {
            var file = policies.schemas().resolve(schema.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(schema.getValue())) {
                stale.add("schemas/" + schema.getKey() + " is not what the forms say. " + BUILD);
            }
        }
        return stale;
    }

    /** Texts that changed under a version that was built before, or were not built yet. */
    private static List<String> notices(PolicyFolder policies, Registries registries)
            throws IOException {
        var book = NoticeBook.read(policies);
        var faults = book.faults(registries);
        return faults.isEmpty() && !book.holds(registries)
                ? List.of("notices.json is older than the registries. " + BUILD)
                : faults;
    }

    private static String older(String what) {
        return "bundle/menshen.tar.gz is older than the " + what + ". " + BUILD;
    }
}
