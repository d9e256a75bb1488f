package io.menshen.benchmarks.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The micro-benchmarks whose names match. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "The micro-benchmarks, one class a question, each with a baseline.")
final class JmhCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATTERN",
            arity = "0..1",
            defaultValue = ".*",
            description = "Regular expression for class and method (default: all).")
    private String pattern = ".*";

    @Override
    public Integer call() throws Exception {
        Jmh.run(pattern);
        return 0;
    }
}
