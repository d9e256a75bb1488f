package io.menshen.cli;

import picocli.CommandLine.Command;

/** What the person asked for, and what proves it. */
@Command(
        name = "rights",
        description = "what the person asked for, and what proves it",
        mixinStandardHelpOptions = true,
        subcommands = {RightsVerifyErasure.class})
final class RightsCommand {}
