package io.menshen.cli;

import picocli.CommandLine.Command;

/** The keys of a deployment. */
@Command(
        name = "keys",
        description = "make the keys of a deployment, see them, and change them while it runs",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeysCreate.class,
            KeysStatus.class,
            KeysRotate.class,
            KeysRewrap.class,
            KeysEpoch.class,
            KeysBackupKey.class,
            KeysRestore.class
        })
final class KeysCommand {}
