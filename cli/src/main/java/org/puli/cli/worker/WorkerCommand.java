package org.puli.cli.worker;

import org.puli.cli.install.WorkerInstall;
import org.puli.cli.local.LocalCommand;
import picocli.CommandLine.Command;

/** The noun {@code worker}. */
@Command(
        name = "worker",
        description =
                "Workers: list, show, why, pause, resume, drain, quarantine, release, set, tag, delete, local, run,"
                        + " install.",
        subcommands = {
            WorkerList.class,
            WorkerShow.class,
            WorkerWhy.class,
            WorkerPause.class,
            WorkerResume.class,
            WorkerDrain.class,
            WorkerQuarantine.class,
            WorkerRelease.class,
            WorkerWake.class,
            WorkerSleep.class,
            WorkerSet.class,
            WorkerTag.class,
            WorkerDelete.class,
            LocalCommand.class,
            WorkerInstall.class
        })
public final class WorkerCommand {}
