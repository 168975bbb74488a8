package org.puli.cli.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.puli.api.WorkerName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts workers into a pool. */
@Command(name = "add", description = "Puts workers into a pool; a worker may be in several.")
final class PoolAdd implements Callable<Integer> {
    @Mixin
    private final PoolParameter pool = new PoolParameter();

    @Parameters(index = "1..*", paramLabel = "WORKER", arity = "1..*", description = "Names of workers.")
    private final List<WorkerName> workers = new ArrayList<>();

    @Override
    public Integer call() {
        return pool.change((client, name) -> client.moveWorkers(name, workers, List.of()));
    }
}
