package org.puli.cli.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.puli.api.WorkerName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes workers out of a pool. */
@Command(name = "remove", description = "Takes workers out of a pool; what they run goes on.")
final class PoolRemove implements Callable<Integer> {
    @Mixin
    private final PoolParameter pool = new PoolParameter();

    @Parameters(index = "1..*", paramLabel = "WORKER", arity = "1..*", description = "Names of workers.")
    private final List<WorkerName> workers = new ArrayList<>();

    @Override
    public Integer call() {
        return pool.change((client, name) -> client.moveWorkers(name, List.of(), workers));
    }
}
