package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.farm.row.BlockRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.WorkerRow;

/** Rows to a farm and back. Whatever rows imply, such as counts and held seats, is computed, never stored. */
final class FarmLoad {
    private final Farm farm;
    private final CommandChanges changes;

    private FarmLoad(FarmRows rows) {
        farm = new Farm(rows.farm());
        changes = new CommandChanges(farm);
    }

    static Farm load(FarmRows rows) {
        FarmLoad load = new FarmLoad(rows);
        rows.pools().forEach(row -> load.farm.add(new Pool(row.spec())));
        rows.licenses().forEach(load::license);
        rows.workers().stream()
                .sorted(Comparator.comparingLong(WorkerRow::number))
                .forEach(load::worker);
        load.jobs(rows);
        rows.tasks().forEach(load::task);
        load.commands(rows.commands());
        rows.blocks().forEach(load::block);
        load.farm.paths().restore(rows.paths());
        load.settle(rows.jobs());
        load.farm.takeTouched();
        load.farm.takeOrdersDue();
        load.show();
        return load.farm;
    }

    /** Views live in memory only, so after a start everything has to be shown once. */
    private void show() {
        Touched touched = farm.touched();
        farm.workers().forEach(touched::shown);
        farm.pools().forEach(touched::shown);
        farm.licenses().forEach(touched::shown);
        farm.jobs().forEach(touched::shown);
    }

    private void license(LicenseRow row) {
        License license = new License(new LicenseName(row.name()));
        license.restore(row);
        farm.add(license);
    }

    private void worker(WorkerRow row) {
        Worker worker = new Worker(new WorkerName(row.name()), row.number(), row.bootId(), row.facts());
        worker.restore(row);
        for (String pool : row.pools()) {
            worker.join(RowMisfit.unless(
                    farm.findPool(new PoolName(pool)), "worker name=" + row.name(), "there is no pool " + pool));
        }
        farm.add(worker);
        farm.stirred().worker(worker);
    }

    private void jobs(FarmRows rows) {
        TreeMap<Long, JobSpec> specs = new TreeMap<>();
        for (JobSpecRow row : rows.specs()) {
            specs.put(row.jobId(), row.spec());
        }
        for (JobRow row : rows.jobs()) {
            JobSpec spec = RowMisfit.unless(
                    specs.get(row.jobId()), "job job_id=" + row.jobId(), "its spec is missing in job_spec");
            JobSeed seed = new JobSeed(
                    new JobId(row.jobId()),
                    row.firstTaskId(),
                    row.firstCommandId(),
                    row.user(),
                    row.submissionKey(),
                    spec,
                    row.submittedAt());
            farm.add(new Job(seed, farm.surroundings()));
        }
    }

    private void task(TaskRow row) {
        String key = "task task_id=" + row.taskId();
        Job job = job(row.jobId(), key);
        RowMisfit.unless(job.findNode(new TaskId(row.taskId())), key, lacks(job, "task or group"))
                .restore(row);
    }

    private void commands(List<CommandRow> rows) {
        List<Command> held = new ArrayList<>();
        Map<String, WorkerName> names = new HashMap<>();
        Task task = null;
        for (CommandRow row : rows) {
            CommandId id = new CommandId(row.commandId());
            // In the order of their numbers nearly all are of the same task as the one before.
            if (task == null || !task.holds(id.value()) || task.job().id().value() != row.jobId()) {
                task = task(row, id);
            }
            Command command = task.touch(task.indexOf(id));
            WorkerName name = row.worker() == null ? null : names.computeIfAbsent(row.worker(), WorkerName::new);
            Worker holder = name == null || row.leaseId() == 0 ? null : farm.findWorker(name);
            command.restore(row, name, holder, avoided(row.avoided()));
            if (holder != null) {
                held.add(command);
            }
        }
        held.sort(Comparator.comparingLong(Command::leaseId));
        held.forEach(command -> changes.take(command, requireNonNull(command.holder())));
    }

    private Task task(CommandRow row, CommandId id) {
        String key = "command command_id=" + row.commandId();
        Job job = job(row.jobId(), key);
        return RowMisfit.unless(job.findTask(id), key, lacks(job, "command"));
    }

    private Avoided avoided(List<String> names) {
        return names.isEmpty() ? Avoided.NONE : new Avoided(workers(names));
    }

    private List<Worker> workers(List<String> names) {
        List<Worker> workers = new ArrayList<>();
        for (String name : names) {
            Worker worker = farm.findWorker(new WorkerName(name));
            if (worker != null) {
                workers.add(worker);
            }
        }
        return workers;
    }

    private void block(BlockRow row) {
        String key = "blocklist task_id=" + row.taskId() + ", worker=" + row.worker();
        Job job = job(row.jobId(), key);
        Task task = RowMisfit.unless(job.findTask(new TaskId(row.taskId())), key, lacks(job, "task"));
        Worker worker = farm.findWorker(new WorkerName(row.worker()));
        // Of a worker that is not there any more nothing is held against anybody.
        if (worker != null) {
            task.blocks().restore(worker, row);
        }
    }

    private Job job(long number, String row) {
        return RowMisfit.unless(farm.findJob(new JobId(number)), row, "there is no job " + number);
    }

    private static String lacks(Job job, String what) {
        return "job " + job.id() + ", as its spec in job_spec describes it, has no " + what + " of this number";
    }

    private void settle(List<JobRow> rows) {
        rows.forEach(row -> job(row).restore(row));
        for (Job job : farm.jobs()) {
            job.tasks().forEach(Task::refresh);
            farm.surroundings().unsettled().settle();
            farm.stirred().job(job);
        }
        rows.forEach(row -> job(row).waiting().restore(row));
        farm.jobs().forEach(farm.files()::follow);
        farm.turns().restore(farm.numbers().served());
    }

    private Job job(JobRow row) {
        return requireNonNull(farm.findJob(new JobId(row.jobId())), "it was just made");
    }

    static FarmRows rows(Farm farm, long batch) {
        List<TaskRow> tasks = new ArrayList<>();
        List<CommandRow> commands = new ArrayList<>();
        List<BlockRow> blocks = new ArrayList<>();
        for (Job job : farm.jobs()) {
            job.nodes().stream().filter(Node::needsRow).map(Node::row).forEach(tasks::add);
            for (Task task : job.tasks()) {
                task.forEachTouched(command -> commands.add(command.row()));
                blocks.addAll(sorted(task.blocks().rows()));
            }
        }
        return new FarmRows(
                farm.numbers().row(batch),
                farm.jobs().stream().map(JobRows::specRow).toList(),
                farm.jobs().stream().map(Job::row).toList(),
                tasks,
                commands,
                farm.workers().stream().map(Worker::row).toList(),
                farm.pools().stream().map(Pool::row).toList(),
                farm.licenses().stream().map(License::row).toList(),
                blocks,
                farm.paths().rows());
    }

    /** In the order of their keys, as the store has them. */
    private static List<BlockRow> sorted(List<BlockRow> rows) {
        return rows.stream().sorted(Comparator.comparing(BlockRow::worker)).toList();
    }
}
