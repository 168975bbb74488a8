package org.puli.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Equipment;
import org.puli.api.view.CommandView;
import org.puli.api.view.Counts;
import org.puli.api.view.Duty;
import org.puli.api.view.GroupView;
import org.puli.api.view.JobView;
import org.puli.api.view.Presence;
import org.puli.api.view.Status;
import org.puli.api.view.TaskView;
import org.puli.api.view.WaitingReason;
import org.puli.api.view.WorkerView;

/** Views as a dispatcher would send them. */
final class FixedViews {
    private FixedViews() {}

    static JobView job(long id, String name, Status status) {
        return job(id, name, status, null);
    }

    /** A job that is over. */
    static JobView ended(long id, String name) {
        return job(id, name, Status.DONE, 1_700_000_060_000L);
    }

    private static JobView job(long id, String name, Status status, @Nullable Long endedAt) {
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
                endedAt,
                null,
                null,
                null,
                null,
                null);
    }

    /** A job with the task comp, 41, in the group shots, 42. */
    static JobView tree(long id, String name) {
        JobView job = job(id, name, Status.READY);
        TaskView task = new TaskView(
                new TaskId(41),
                "comp",
                Status.READY,
                false,
                job.counts(),
                List.of("shots"),
                List.of(),
                null,
                TaskSettings.DEFAULTS.withTags(Map.of("pass", "beauty", "shot", "sh010")),
                null);
        GroupView group =
                new GroupView(new TaskId(42), "shots", Status.READY, false, job.counts(), List.of(), List.of());
        return new JobView(
                job.id(),
                job.name(),
                job.status(),
                job.counts(),
                job.owner(),
                job.user(),
                job.pool(),
                job.priority(),
                job.weight(),
                job.maxWorkers(),
                job.paused(),
                job.tags(),
                job.waiting(),
                job.waitingText(),
                job.submittedAt(),
                null,
                null,
                List.of(task),
                List.of(group),
                null,
                null,
                null);
    }

    static WorkerView worker(String name, Duty duty) {
        return worker(name, duty, List.of("gpu"), Equipment.NONE);
    }

    static WorkerView worker(String name, List<String> tags, Equipment equipment) {
        return worker(name, Duty.ACTIVE, tags, equipment);
    }

    private static WorkerView worker(String name, Duty duty, List<String> tags, Equipment equipment) {
        return new WorkerView(
                new WorkerName(name),
                new WorkerName(name),
                duty == Duty.DRAINING ? WorkerView.WorkerStatus.DRAINING : WorkerView.WorkerStatus.BUSY,
                Presence.ONLINE,
                duty,
                null,
                List.of(new PoolName("default")),
                null,
                8,
                7,
                16L << 30,
                12L << 30,
                16,
                64L << 30,
                tags,
                List.of(new AttemptRef(new CommandId(31), 1)),
                "Linux",
                "2",
                0,
                equipment,
                null,
                null,
                null,
                null,
                null);
    }

    static CommandView command(long id, Status status, Long endedAt) {
        return command(id, status, endedAt, false);
    }

    /** One that is ready, but held back by itself. */
    static CommandView paused(long id) {
        return command(id, Status.READY, null, true);
    }

    private static CommandView command(long id, Status status, Long endedAt, boolean isPaused) {
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
                isPaused,
                null,
                null,
                null,
                1_700_000_000_000L,
                endedAt,
                isFailed ? 3 : 0,
                isFailed ? "it ended with exit code 3" : null,
                null,
                null,
                isFailed ? 12L << 30 : null);
    }
}
