package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.view.JobView;
import org.puli.cli.shared.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts a new job in an old one's place. */
@Command(
        name = "resubmit",
        description = "Submits a job once more, with changes if wanted, and cancels what is left of the old one.")
final class JobResubmit implements Callable<Integer> {
    @Mixin
    private final CloneOption clone = new CloneOption();

    @Override
    public Integer call() {
        try (FarmClient client = clone.open()) {
            JobView made = clone.submit(client);
            // The new one comes first: when it is refused, the old one goes on.
            client.cancel(clone.job());
            clone.say("Job " + clone.job() + " is canceled, and job " + made.id() + " ('" + made.name()
                    + "') takes its place");
        }
        return ExitCodes.DONE;
    }
}
