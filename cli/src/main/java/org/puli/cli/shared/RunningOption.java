package org.puli.cli.shared;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say what becomes of running commands where new ones are held back. */
public final class RunningOption {
    private static final class Choice {
        @Option(names = "--requeue", description = "Stops what runs and makes it ready again; no try is counted.")
        private boolean requeue;

        @Option(names = "--kill", description = "Stops what runs and cancels it; no try is counted.")
        private boolean kill;
    }

    @ArgGroup(exclusive = true)
    private @Nullable Choice choice;

    /** The word that a dispatcher knows it by; null when what runs goes on. */
    public @Nullable String word() {
        if (choice == null) {
            return null;
        }
        return choice.kill ? "kill" : choice.requeue ? "requeue" : null;
    }
}
