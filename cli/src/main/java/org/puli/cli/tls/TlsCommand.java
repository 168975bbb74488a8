package org.puli.cli.tls;

import picocli.CommandLine.Command;

/** The noun {@code tls}. */
@Command(name = "tls", description = "Certificates of a site of its own: create.", subcommands = TlsCreate.class)
public final class TlsCommand {}
