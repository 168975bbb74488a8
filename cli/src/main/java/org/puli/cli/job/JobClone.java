package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.view.JobView;
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
            JobView made = clone.submit(client);
            clone.say("Job " + clone.job() + " is cloned: job " + made.id() + " ('" + made.name() + "')");
        }
        return ExitCodes.DONE;
    }
}
