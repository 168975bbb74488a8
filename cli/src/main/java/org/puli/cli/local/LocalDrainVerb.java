package org.puli.cli.local;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalStatus;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.cli.shared.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Empties the worker of this machine. */
@Command(
        name = "drain",
        description = "Keeps the worker of this machine from new work and lets what runs finish; 'status' shows DRAINED"
                + " when nothing does any more.")
final class LocalDrainVerb implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
    private @Nullable String reason;

    @Mixin
    private final LocalOption local = new LocalOption();

    @Override
    public Integer call() {
        LocalStatus status =
                local.ask(new LocalRequest(LocalRequest.PROTOCOL, LocalRequest.Verb.DRAIN, reason, null, null));
        local.say(status, "is " + LocalWords.status(status) + LocalWords.running(status, OfRunning.FINISH));
        return ExitCodes.DONE;
    }
}
