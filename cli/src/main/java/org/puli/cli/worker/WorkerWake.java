package org.puli.cli.worker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Wakes machines of workers. */
@Command(name = "wake", description = "Sends wake packets to the machines of workers that sleep.")
final class WorkerWake implements Callable<Integer> {
    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) ->
                "was sent a wake packet and is " + client.power(worker, "wake").status());
    }
}
