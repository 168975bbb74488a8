package org.puli.cli.command;

import picocli.CommandLine.Command;

/** The noun {@code command}. */
@Command(
        name = "command",
        description = "Commands of a job: list, show, why, log, pause, resume, cancel, retry, done, skip.",
        subcommands = {
            CommandList.class,
            CommandShow.class,
            CommandWhy.class,
            CommandLog.class,
            CommandPause.class,
            CommandResume.class,
            CommandCancel.class,
            CommandRetry.class,
            CommandDone.class,
            CommandSkip.class
        })
public final class CommandCommand {}
