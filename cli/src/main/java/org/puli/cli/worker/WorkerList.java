package org.puli.cli.worker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.WorkerQuery;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists workers. */
@Command(name = "list", description = "Lists workers by name.")
final class WorkerList implements Callable<Integer> {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only workers of one status: idle, busy, paused, off_hours, user_present, lost and so on.")
    private @Nullable WorkerStatus status;

    @Option(names = "--pool", paramLabel = "NAME", description = "Only workers of this pool.")
    private @Nullable String pool;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        WorkerQuery query = new WorkerQuery(status, pool, 0, 1);
        try (FarmClient client = farm.open()) {
            output.list(limit.of((offset, most) -> client.workers(query.part(offset, most))), WorkerColumns.WORKERS);
        }
        return ExitCodes.DONE;
    }
}
