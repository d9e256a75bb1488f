package io.menshen.standalone.command;

import io.menshen.standalone.StandaloneException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The verbs; each failure is one line that says what to do. */
@Command(
        name = "./menshen",
        subcommands = {DemoCommand.class, UpCommand.class, TokenCommand.class, IssuerCommand.class})
public final class Commands {
    private static final int FAILED = 2;

    private Commands() {}

    /** Runs one verb and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(of().execute(arguments));
    }

    static CommandLine of() {
        return new CommandLine(new Commands())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((failure, arguments) -> misused(failure))
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line));
    }

    private static int misused(ParameterException failure) {
        var line = failure.getCommandLine();
        line.getErr()
                .printf(
                        "menshen: %s. Try: %s --help%n",
                        failure.getMessage(), line.getCommandSpec().qualifiedName());
        return FAILED;
    }

    private static int failed(Exception failure, CommandLine line) throws Exception {
        if (failure instanceof StandaloneException told) {
            line.getErr().println("menshen: " + told.getMessage());
            return FAILED;
        }
        throw failure;
    }
}
