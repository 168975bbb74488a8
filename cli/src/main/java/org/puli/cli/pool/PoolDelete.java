package org.puli.cli.pool;

import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.cli.shared.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a pool. */
@Command(name = "delete", description = "Removes a pool that no job names; its workers stay on the farm.")
final class PoolDelete implements Callable<Integer> {
    @Mixin
    private final PoolParameter pool = new PoolParameter();

    @Override
    public Integer call() {
        try (FarmClient client = pool.open()) {
            client.deletePool(pool.name());
            pool.out().println("pool " + pool.name() + " is gone");
        }
        return ExitCodes.DONE;
    }
}
