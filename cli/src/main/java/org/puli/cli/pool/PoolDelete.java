package org.puli.cli.pool;

import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
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
            boolean isThere = isThere(client);
            client.deletePool(pool.name());
            String line = isThere ? " is gone" : " was not there; nothing was changed";
            pool.out().println("pool " + pool.name() + line);
        }
        return ExitCodes.DONE;
    }

    private boolean isThere(FarmClient client) {
        try {
            client.pool(pool.name());
            return true;
        } catch (FarmRefusal refusal) {
            if (refusal.problem().type().equals("unknown-pool")) {
                return false;
            }
            throw refusal;
        }
    }
}
