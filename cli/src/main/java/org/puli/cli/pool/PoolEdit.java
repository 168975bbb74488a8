package org.puli.cli.pool;

import java.util.List;
import java.util.concurrent.Callable;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.PoolView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a pool. */
@Command(name = "edit", description = "Changes a pool; its shares are changed with 'puli share'.")
final class PoolEdit implements Callable<Integer> {
    @Option(
            names = "--reservations",
            paramLabel = "N",
            required = true,
            description = "Workers that may be kept idle for large work that waits, from 0.")
    private int reservations;

    @Mixin
    private final PoolParameter pool = new PoolParameter();

    @Override
    public Integer call() {
        return pool.change((client, name) -> {
            List<ShareSpec> shares = specs(client.pool(name));
            return client.editPool(new PoolSpec(name, shares, reservations));
        });
    }

    /** The shares of a pool that somebody asked for; the last is there in any case. */
    private static List<ShareSpec> specs(PoolView view) {
        return view.shares().stream()
                .limit(view.shares().size() - 1L)
                .map(share -> new ShareSpec(
                        share.name(), share.tags(), share.owners(), share.weight(), share.min(), share.max()))
                .toList();
    }
}
