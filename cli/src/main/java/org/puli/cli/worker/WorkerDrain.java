package org.puli.cli.worker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.cli.shared.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Drains workers. */
@Command(
        name = "drain",
        description = "Keeps workers from new work; their status tells when the last command there has ended.")
final class WorkerDrain implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
    private @Nullable String reason;

    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) -> {
            int running = client.drain(worker, reason).running().size();
            return running == 0
                    ? "is drained"
                    : "is draining; " + Counted.of(running, "running command goes on", "running commands go on");
        });
    }
}
