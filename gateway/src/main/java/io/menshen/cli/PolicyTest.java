package io.menshen.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the tests of the rules on the registries as they are now. */
@Command(
        name = "test",
        description =
                "Checks the rules' format and types, runs the tests beside them, the golden "
                        + "cases and what must hold for all of them, and fails where no test covers a "
                        + "line. Needs OPA.")
final class PolicyTest implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PolicyCommands.Where where = new PolicyCommands.Where();

    PolicyTest() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var policies = where.folder();
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var registries = Sources.compile(policies, err);
        if (registries.isEmpty()) {
            return 1;
        }
        var opa = Opa.find(policies, System.getenv());
        var faults = RuleTests.faults(opa);
        faults.forEach(err::println);
        if (!faults.isEmpty()) {
            return 1;
        }
        var tests = new RuleTests(opa, registries.get());
        var ran = tests.test();
        out.println(ran.out().strip());
        err.println(ran.err().strip());
        if (ran.exit() != 0) {
            return 1;
        }
        var uncovered = tests.uncovered();
        uncovered.forEach(line -> err.println("policies/" + line + " is covered by no test"));
        return uncovered.isEmpty() ? 0 : 1;
    }
}
