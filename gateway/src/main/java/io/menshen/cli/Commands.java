package io.menshen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The commands behind {@code ./menshen}. They exit with 0 where all is well, 1 where they found
 * problems, and 2 where they were used wrongly or could not work; then one line says what to do.
 */
@Command(
        name = "./menshen",
        subcommands = {
            PolicyCommands.class,
            AuditCommand.class,
            MigrateCommand.class,
            KeysCommand.class,
            RightsCommand.class,
            RetentionCommand.class,
            CasesCommand.class,
            DoctorCommand.class,
            WhyCommand.class,
            CodeCommand.class,
            RecordsCommand.class,
            ImportCommand.class
        })
public final class Commands {
    private static final int CANNOT = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    private Commands() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs one command; what it prints goes to these. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        var line = new CommandLine(new Commands());
        line.setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, _) -> told(failure, command));
        line.setParameterExceptionHandler((wrong, _) -> {
            var name = wrong.getCommandLine().getCommandSpec().qualifiedName();
            err.println("menshen: " + wrong.getMessage() + ".  Try: " + name + " --help");
            return CANNOT;
        });
        return line.execute(arguments);
    }

    /** What a command foresaw is told in its own words; anything else is a defect and stays one. */
    private static int told(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof CannotException cannot) {
            command.getErr().println("menshen: " + cannot.getMessage());
            return CANNOT;
        }
        if (failure instanceof IOException io) {
            var name = io.getClass().getSimpleName();
            command.getErr().println("menshen: " + name + ": " + io.getMessage());
            return CANNOT;
        }
        throw failure;
    }
}
