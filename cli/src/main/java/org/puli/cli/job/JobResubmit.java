package org.puli.cli.job;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.Submission;
import org.puli.api.view.JobView;
import org.puli.cli.shared.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts a new job in an old one's place. */
@Command(
        name = "resubmit",
        description = {
            "Submits a job once more, with changes if wanted, and cancels what is left of the old one.",
            "Asked twice with the same changes, it makes one job; with another --key it makes another one."
        })
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

    /** Who asks twice means the same job in the old one's place. */
    private String key(String document) {
        String name = "resubmit of job " + clone.job() + " as " + document;
        return "resubmit-" + clone.job() + "-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Integer call() {
        try (FarmClient client = clone.open()) {
            Submission made = clone.submit(client, this::key);
            JobView job = made.job();
            // The new one comes first: when it is refused, the old one goes on.
            String what = isInHistory(client) ? "stays in the history" : "is canceled";
            clone.say("Job " + clone.job() + " " + what + ", and job " + job.id() + " ('" + job.name()
                    + (made.isNew() ? "') takes its place" : "') has its place already; --key makes another one"));
        }
        return ExitCodes.DONE;
    }
}
