package org.puli.cli.worker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.WorkerView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pauses workers. */
@Command(name = "pause", description = "Keeps workers from new work; what they run goes on.")
final class WorkerPause implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
    private @Nullable String reason;

    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) -> {
            WorkerView view = client.pause(worker, reason);
            int running = view.running().size();
            return "is paused" + (running == 0 ? "" : "; " + running + " running commands go on");
        });
    }
}
