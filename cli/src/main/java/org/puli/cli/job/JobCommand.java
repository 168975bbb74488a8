package org.puli.cli.job;

import picocli.CommandLine.Command;

/** The noun {@code job}. */
@Command(
        name = "job",
        description =
                "Jobs: list, show, why, pause, resume, cancel, retry, done, skip, set, priority, pool, rename, clone,"
                        + " resubmit, log, blocklist, archive, delete, undelete.",
        subcommands = {
            JobList.class,
            JobShow.class,
            JobWhy.class,
            JobPause.class,
            JobResume.class,
            JobCancel.class,
            JobRetry.class,
            JobDone.class,
            JobSkip.class,
            JobSet.class,
            JobPriority.class,
            JobPool.class,
            JobRename.class,
            JobClone.class,
            JobResubmit.class,
            JobLog.class,
            JobBlocklist.class,
            JobArchive.class,
            JobDelete.class,
            JobUndelete.class
        })
public final class JobCommand {}
