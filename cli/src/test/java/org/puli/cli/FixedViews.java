package org.puli.cli;

import java.util.List;
import java.util.Map;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.view.CommandView;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;

/** Views as a dispatcher would send them. */
final class FixedViews {
    private FixedViews() {}

    static JobView job(long id, String name, Status status) {
        WaitingReason waiting = status == Status.READY ? WaitingReason.NO_WORKERS : null;
        return new JobView(
                new JobId(id),
                name,
                status,
                new Counts(48, 0, 10, 0, 2, 35, 1, 0, 0),
                "ada",
                "ada",
                new PoolName("default"),
                50,
                1,
                0,
                false,
                Map.of("shot", "sh010"),
                waiting,
                waiting == null ? null : waiting.text(),
                1_700_000_000_000L,
                null,
                null,
                null,
                null,
                null);
    }

    static CommandView command(long id, Status status, Long endedAt) {
        boolean isFailed = status == Status.FAILED;
        return new CommandView(
                new CommandId(id),
                "render " + id,
                status,
                new JobId(7),
                new TaskId(1),
                Long.toString(id),
                List.of("render", "--frame", Long.toString(id), "a b"),
                1,
                2,
                isFailed ? 1 : 0,
                new WorkerName("w1"),
                false,
                null,
                1_700_000_000_000L,
                endedAt,
                isFailed ? 3 : 0,
                isFailed ? "it ended with exit code 3" : null,
                null,
                null);
    }
}
