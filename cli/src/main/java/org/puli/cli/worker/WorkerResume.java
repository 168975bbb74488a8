package org.puli.cli.worker;

import java.util.concurrent.Callable;
import org.puli.api.view.Presence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resumes workers. */
@Command(name = "resume", description = "Lets paused workers take work again.")
final class WorkerResume implements Callable<Integer> {
    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) -> {
            return client.resume(worker).presence() == Presence.ONLINE
                    ? "takes work again"
                    : "takes work again when it is heard of";
        });
    }
}
