package org.puli.cli.command;

import picocli.CommandLine.Command;

/** The noun {@code command}. */
@Command(
        name = "command",
        description = "Commands of a job: list, show, log.",
        subcommands = {CommandList.class, CommandShow.class, CommandLog.class})
public final class CommandCommand {}
