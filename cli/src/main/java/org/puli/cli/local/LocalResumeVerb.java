package org.puli.cli.local;

import java.util.concurrent.Callable;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalStatus;
import org.puli.cli.shared.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resumes the worker of this machine. */
@Command(
        name = "resume",
        description =
                "Ends a pause or drain that was asked for at this machine. What people paused at the dispatcher is"
                        + " resumed there.")
final class LocalResumeVerb implements Callable<Integer> {
    @Mixin
    private final LocalOption local = new LocalOption();

    @Override
    public Integer call() {
        LocalStatus status = local.ask(LocalRequest.of(LocalRequest.Verb.RESUME));
        local.say(
                status,
                status.availability() == null
                        ? "takes work again"
                        : "is not paused here any more, and still takes no work: "
                                + status.availability().reason());
        return ExitCodes.DONE;
    }
}
