package org.puli.cli.pool;

import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.view.PoolView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists pools. */
@Command(name = "list", description = "Lists pools and how many of their workers are there and busy.")
final class PoolList implements Callable<Integer> {
    static final Columns<PoolView> POOLS = new Columns<PoolView>()
            .wide("NAME", "name", PoolView::name)
            .number("WORKERS", "workerCount", PoolView::workerCount)
            .number("ONLINE", "onlineCount", PoolView::onlineCount)
            .number("BUSY", "busyCount", PoolView::busyCount)
            .number("KEEPS", "reservationLimit", PoolView::reservationLimit)
            .number("AGE BOOST", "ageBoost", PoolView::ageBoost)
            .text("PREEMPT", "preempt", view -> view.preempt().word())
            .text("GRACE", "preemptGrace", view -> view.preemptGrace().text());

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            output.list(limit.of(client::pools), POOLS);
        }
        return ExitCodes.DONE;
    }
}
