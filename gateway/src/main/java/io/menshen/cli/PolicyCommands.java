package io.menshen.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the platform team does with {@code policies/}. */
@Command(
        name = "policy",
        description = "The registries, rules and bundle of policies/.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyNew.class,
            PolicyCheck.class,
            PolicyTest.class,
            PolicyBuild.class,
            PolicySign.class,
            PolicyExplain.class,
            PolicyMatrix.class,
            PolicyDiff.class
        })
final class PolicyCommands {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    PolicyCommands() {}

    /** Where the policies lie; an option of every command. */
    static final class Where {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Shows this help.")
        boolean help;

        @Option(
                names = "--policies",
                paramLabel = "FOLDER",
                description = "The folder of policies (default: ${DEFAULT-VALUE}).",
                defaultValue = "policies")
        private Path folder = Path.of("policies");

        PolicyFolder folder() {
            return new PolicyFolder(folder);
        }

        /** The same; empty where there is none. */
        Optional<PolicyFolder> present() {
            return Files.isDirectory(folder.resolve("registries"))
                    ? Optional.of(folder())
                    : Optional.empty();
        }
    }
}
