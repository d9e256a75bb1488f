package io.menshen.cli;

import picocli.CommandLine.Command;

/** The end of keeping. */
@Command(
        name = "retention",
        description = "what is past its time, and taking it away",
        mixinStandardHelpOptions = true,
        subcommands = {RetentionReport.class, RetentionNow.class})
final class RetentionCommand {}
