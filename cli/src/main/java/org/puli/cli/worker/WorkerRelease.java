package org.puli.cli.worker;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets workers out of quarantine. */
@Command(name = "release", description = "Lets workers out of quarantine.")
final class WorkerRelease implements Callable<Integer> {
    @Mixin
    private final WorkersParameter workers = new WorkersParameter();

    @Override
    public Integer call() {
        return workers.each((client, worker) -> "is " + client.release(worker).status());
    }
}
