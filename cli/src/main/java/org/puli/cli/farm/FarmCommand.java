package org.puli.cli.farm;

import picocli.CommandLine.Command;

/** The noun {@code farm}. */
@Command(name = "farm", description = "The farm as a whole: show.", subcommands = FarmShow.class)
public final class FarmCommand {}
