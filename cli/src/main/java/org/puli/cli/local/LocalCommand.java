package org.puli.cli.local;

import picocli.CommandLine.Command;

/** The noun {@code worker local}. */
@Command(
        name = "local",
        description =
                "The worker of this very machine, without dispatcher or token: status, pause, resume, drain, stop."
                        + " For the user that the worker runs as, and for root.",
        subcommands = {
            LocalStatusVerb.class,
            LocalPauseVerb.class,
            LocalResumeVerb.class,
            LocalDrainVerb.class,
            LocalStopVerb.class
        })
public final class LocalCommand {}
