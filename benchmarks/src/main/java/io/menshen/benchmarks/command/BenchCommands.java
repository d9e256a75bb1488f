package io.menshen.benchmarks.command;

import io.menshen.standalone.StandaloneException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verb that measures; each failure is one line that says what to do. */
@Command(
        name = "./menshen bench",
        mixinStandardHelpOptions = true,
        description =
                "Measure. Close other programs first: what shares the machine shares the figures.",
        subcommands = {
            ReadCommand.class,
            IntakeCommand.class,
            ImportCommand.class,
            EraseCommand.class,
            DecisionCommand.class,
            JmhCommand.class
        })
public final class BenchCommands {
    private static final int FAILED = 2;

    private BenchCommands() {}

    /** Runs one and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(of().execute(arguments));
    }

    static CommandLine of() {
        return toldInOneLine(new CommandLine(new BenchCommands()), FAILED);
    }

    /** Each failure is one line that says what to do, with that exit code. */
    static CommandLine toldInOneLine(CommandLine commands, int code) {
        return commands.setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, _) -> {
                    var line = failure.getCommandLine();
                    line.getErr()
                            .printf(
                                    "menshen: %s. Try: %s --help%n",
                                    failure.getMessage(), line.getCommandSpec().qualifiedName());
                    return code;
                })
                .setExecutionExceptionHandler((failure, line, _) -> failed(failure, line, code));
    }

    private static int failed(Exception failure, CommandLine line, int code) throws Exception {
        if (failure instanceof StandaloneException || failure instanceof IOException) {
            line.getErr().println("menshen: " + failure.getMessage());
            return code;
        }
        throw failure;
    }
}
