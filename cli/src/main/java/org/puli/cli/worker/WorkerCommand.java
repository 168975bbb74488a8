package org.puli.cli.worker;

import picocli.CommandLine.Command;

/** The noun {@code worker}. */
@Command(
        name = "worker",
        description = "Workers: list, show, pause, resume, run.",
        subcommands = {WorkerList.class, WorkerShow.class, WorkerPause.class, WorkerResume.class})
public final class WorkerCommand {}
