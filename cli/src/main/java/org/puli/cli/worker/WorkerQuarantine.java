package org.puli.cli.worker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.cli.shared.Counted;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts workers into quarantine. */
@Command(
        name = "quarantine",
        description = "Keeps workers with which something is wrong from work, until they are released.")
final class WorkerQuarantine implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "What is wrong with them.")
    private @Nullable String reason;

    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) -> {
            int running =
                    client.quarantine(worker, Given.value(reason)).running().size();
            return "is in quarantine"
                    + (running == 0
                            ? ""
                            : "; " + Counted.of(running, "running command goes on", "running commands go on"));
        });
    }
}
