package org.puli.cli.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalStatus;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.Counted;
import org.puli.cli.shared.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends the worker of this machine. */
@Command(
        name = "stop",
        description =
                "Ends the worker of this machine: it takes nothing new, lets what runs go on for a while, hands back"
                        + " the rest and ends. Whoever supervises it may start it again.")
final class LocalStopVerb implements Callable<Integer> {
    @Option(
            names = "--within",
            paramLabel = "TIME",
            description = "How long running commands may go on, as 10m; 0s for not at all (default: worker.stopTime).")
    private @Nullable String within;

    @Option(
            names = "--keep",
            description =
                    "Leave running commands to the worker that is started next, as for an upgrade; those that take"
                            + " under 2s and have no keeper have 5s.")
    private boolean keep;

    @Mixin
    private final LocalOption local = new LocalOption();

    @Override
    public Integer call() {
        if (keep) {
            return leave();
        }
        LocalStatus status =
                local.ask(new LocalRequest(LocalRequest.PROTOCOL, LocalRequest.Verb.STOP, null, null, millis()));
        int count = status.runningCount();
        local.say(
                status,
                "ends"
                        + (count == 0
                                ? ""
                                : "; " + Counted.of(count, "running command has", "running commands have")
                                        + " until then"));
        return ExitCodes.DONE;
    }

    private int leave() {
        if (within != null) {
            throw new BadInput("--keep and --within exclude each other: what is kept needs no time");
        }
        LocalStatus status = local.ask(LocalRequest.of(LocalRequest.Verb.LEAVE));
        int count = status.runningCount();
        local.say(status, "ends" + (count == 0 ? "" : " and leaves what runs to the next one: " + count));
        return ExitCodes.DONE;
    }

    private @Nullable Long millis() {
        try {
            Duration duration = within == null ? null : Amounts.duration(within);
            return duration == null ? null : Long.valueOf(duration.toMillis());
        } catch (IllegalArgumentException e) {
            throw new BadInput("--within: " + e.getMessage());
        }
    }
}
