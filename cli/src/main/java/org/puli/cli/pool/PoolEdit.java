package org.puli.cli.pool;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.PoolView;
import org.puli.cli.shared.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a pool. */
@Command(name = "edit", description = "Changes a pool; its shares are changed with 'puli share'.")
final class PoolEdit implements Callable<Integer> {
    @Option(
            names = "--reservations",
            paramLabel = "N",
            description = "Workers that may be kept idle for large work that waits, from 0.")
    private @Nullable Integer reservations;

    @Mixin
    private final PreemptOptions preempt = new PreemptOptions();

    @Mixin
    private final PoolParameter pool = new PoolParameter();

    @Override
    public Integer call() {
        if (reservations == null && !preempt.isSaid()) {
            throw new BadInput("nothing to change; give --reservations, --preempt or --preempt-grace");
        }
        return pool.change((client, name) -> {
            PoolView view = client.pool(name);
            int kept = reservations == null ? view.reservationLimit() : reservations;
            PoolSpec spec = new PoolSpec(name, specs(view), kept, view.preempt(), view.preemptGrace());
            return client.editPool(preempt.applied(spec));
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
