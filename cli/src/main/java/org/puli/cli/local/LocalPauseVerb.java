package org.puli.cli.local;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalStatus;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.RunningOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pauses the worker of this machine. */
@Command(
        name = "pause",
        description = "Keeps the worker of this machine from new work until 'resume', also over a restart; what it runs"
                + " goes on, unless said otherwise.")
final class LocalPauseVerb implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
    private @Nullable String reason;

    @Mixin
    private final RunningOption running = new RunningOption();

    @Mixin
    private final LocalOption local = new LocalOption();

    @Override
    public Integer call() {
        OfRunning then = switch (running.word()) {
            case "requeue" -> OfRunning.REQUEUE;
            case "kill" -> OfRunning.KILL;
            case null, default -> OfRunning.FINISH;
        };
        LocalStatus status =
                local.ask(new LocalRequest(LocalRequest.PROTOCOL, LocalRequest.Verb.PAUSE, reason, then, null));
        local.say(status, "takes nothing new" + LocalWords.running(status, then));
        return ExitCodes.DONE;
    }
}
