package org.puli.cli.pool;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.client.FarmClient;
import org.puli.api.spec.Preempt;
import org.puli.api.view.PoolView;
import org.puli.api.view.ShareView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Facts;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a pool. */
@Command(name = "show", description = "Shows a pool: its workers, its shares, and how it serves its jobs.")
final class PoolShow implements Callable<Integer> {
    @Parameters(paramLabel = "POOL", description = "The pool's name.")
    private @Nullable PoolName pool;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            PoolView view = client.pool(Given.value(pool));
            output.show(view, PoolList.POOLS, out -> print(view, out));
        }
        return ExitCodes.DONE;
    }

    private static void print(PoolView pool, PrintWriter out) {
        new Facts()
                .add("Pool", pool.name())
                .add(
                        "Workers",
                        pool.workerCount() + ", " + pool.onlineCount() + " online, " + pool.busyCount() + " busy")
                .add("Kept for large work", "up to " + pool.reservationLimit())
                .add("Age boost", pool.ageBoost() == 0 ? "none" : PoolParameter.boost(pool))
                .add("Preempts", pool.preempt() == Preempt.OFF ? "nothing" : PoolParameter.preempts(pool))
                .add("Shares", pool.shares().stream().map(ShareView::name).collect(Collectors.joining(", ")))
                .print(out);
    }
}
