package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
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

    /** Cancels what is left of the old job, unless that has left memory and has nothing left. */
    private boolean isInHistory(FarmClient client) {
        try {
            return client.cancel(clone.job()).archivedAt() != null;
        } catch (FarmRefusal e) {
            if (e.problem().type().equals("unknown-job")) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public Integer call() {
        try (FarmClient client = clone.open()) {
            JobView made = clone.submit(client);
            // The new one comes first: when it is refused, the old one goes on.
            String what = isInHistory(client) ? "stays in the history" : "is canceled";
            clone.say("Job " + clone.job() + " " + what + ", and job " + made.id() + " ('" + made.name()
                    + "') takes its place");
        }
        return ExitCodes.DONE;
    }
}
