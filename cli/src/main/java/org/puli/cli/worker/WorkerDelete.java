package org.puli.cli.worker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes workers. */
@Command(name = "delete", description = "Forgets workers that are lost and hold nothing.")
final class WorkerDelete implements Callable<Integer> {
    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) -> {
            client.delete(worker);
            return "is deleted";
        });
    }
}
