package org.puli.cli.job;

import picocli.CommandLine.Command;

/** The noun {@code job}. */
@Command(
        name = "job",
        description = "Jobs: list, show, pause, resume, cancel, retry, done, skip, log, delete.",
        subcommands = {
            JobList.class,
            JobShow.class,
            JobPause.class,
            JobResume.class,
            JobCancel.class,
            JobRetry.class,
            JobDone.class,
            JobSkip.class,
            JobLog.class,
            JobDelete.class
        })
public final class JobCommand {}
