package org.puli.cli.job;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.Submission;
import org.puli.cli.shared.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a new job of an old one. */
@Command(
        name = "clone",
        description =
                "Submits a job once more, with changes if wanted, and prints the new one's number; the old one stays.")
final class JobClone implements Callable<Integer> {
    @Mixin
    private final CloneOption clone = new CloneOption();

    @Override
    public Integer call() {
        try (FarmClient client = clone.open()) {
            Submission made = clone.submit(client, document -> UUID.randomUUID().toString());
            String job = "job " + made.job().id() + " ('" + made.job().name() + "')";
            clone.say(
                    made.isNew()
                            ? "Job " + clone.job() + " is cloned: " + job
                            : "This submission key is known: " + job + " was submitted before");
        }
        return ExitCodes.DONE;
    }
}
