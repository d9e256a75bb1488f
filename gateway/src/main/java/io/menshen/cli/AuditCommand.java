package io.menshen.cli;

import picocli.CommandLine.Command;

/** The audit, for the auditor. */
@Command(
        name = "audit",
        description = "verify the audit, or give it to somebody who will",
        mixinStandardHelpOptions = true,
        subcommands = {AuditVerify.class, AuditExportTo.class, AuditPack.class, AuditWitness.class})
final class AuditCommand {}
