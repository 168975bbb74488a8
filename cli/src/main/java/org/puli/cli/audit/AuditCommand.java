package org.puli.cli.audit;

import picocli.CommandLine.Command;

/** The noun {@code audit}. */
@Command(
        name = "audit",
        description = "What people changed: list.",
        subcommands = {AuditList.class})
public final class AuditCommand {}
