package org.puli.cli.worker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts machines of workers to sleep. */
@Command(
        name = "sleep",
        description =
                "Puts the machines of workers to sleep as soon as nothing runs there; work that nobody else has room"
                        + " for wakes them.")
final class WorkerSleep implements Callable<Integer> {
    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) ->
                "is to sleep and is " + client.power(worker, "sleep").status());
    }
}
