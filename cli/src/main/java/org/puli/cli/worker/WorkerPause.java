package org.puli.cli.worker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.WorkerView;
import org.puli.cli.shared.Counted;
import org.puli.cli.shared.RunningOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pauses workers. */
@Command(name = "pause", description = "Keeps workers from new work; what they run goes on, unless said otherwise.")
final class WorkerPause implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
    private @Nullable String reason;

    @Mixin
    private final RunningOption running = new RunningOption();

    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) -> {
            WorkerView view = client.pause(worker, reason, running.word());
            int left = view.running().size();
            String what = running.word() == null
                    ? Counted.of(left, "running command goes on", "running commands go on")
                    : Counted.of(left, "running command is being stopped", "running commands are being stopped");
            return "is paused" + (left == 0 ? "" : "; " + what);
        });
    }
}
