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
@Command(
        name = "edit",
        description = "Changes a pool; what is not named stays as it is. Its shares are changed with 'puli share'.")
final class PoolEdit implements Callable<Integer> {
    @Option(
            names = "--reservations",
            paramLabel = "N",
            description = "Workers that may be kept idle for large work that waits, from 0.")
    private @Nullable Integer reservations;

    @Option(
            names = "--age-boost",
            paramLabel = "POINTS",
            description = "Points of priority that a job gains for each hour in which it waits for a start, from 0 for"
                    + " none to 100 in steps of 0.001.")
    private @Nullable Double ageBoost;

    @Mixin
    private final PreemptOptions preempt = new PreemptOptions();

    @Mixin
    private final PoolParameter pool = new PoolParameter();

    @Override
    public Integer call() {
        if (reservations == null && ageBoost == null && !preempt.isSaid()) {
            throw new BadInput("say what to change: --reservations N, --age-boost POINTS, --preempt WHICH,"
                    + " --preempt-grace TIME");
        }
        return pool.change((client, name) -> {
            PoolView before = client.pool(name);
            PoolSpec spec = new PoolSpec(
                    name,
                    specs(before),
                    reservations == null ? before.reservationLimit() : reservations,
                    ageBoost == null ? before.ageBoost() : ageBoost,
                    before.preempt(),
                    before.preemptGrace());
            return client.editPool(PoolParameter.checked(preempt.applied(spec)));
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
