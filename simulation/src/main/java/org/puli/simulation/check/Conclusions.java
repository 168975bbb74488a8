package org.puli.simulation.check;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.puli.api.WorkerName;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.simulation.world.Broken;

/** What is counted of failures, on which blocklists, quarantine and stopped jobs rest, is what a recount gives. */
public final class Conclusions {
    /** More tasks than this are not kept of a worker. */
    private static final int MOST_TASKS = 100;

    private Conclusions() {}

    /** Counts everything in the plain farm and compares. */
    public static void check(ReferenceFarm plain, Farm farm) {
        for (Job job : farm.jobs()) {
            PlainJob plainJob = requireNonNull(plain.findJob(job.id()));
            check(plainJob, job);
            for (int i = 0; i < job.tasks().size(); i++) {
                check(plainJob.tasks().get(i), job.tasks().get(i), farm);
            }
        }
        farm.workers().forEach(worker -> check(plain.worker(worker.name()), worker));
    }

    private static void check(PlainJob plain, Job job) {
        boolean isSame = plain.failed == job.failedSince() && plain.ended == job.endedSince();
        Broken.unless(
                isSame,
                "job %s counts %s failed of %s, a recount gives %s of %s",
                job.id(),
                job.failedSince(),
                job.endedSince(),
                plain.failed,
                plain.ended);
    }

    private static void check(PlainTask plain, Task task, Farm farm) {
        for (Map.Entry<WorkerName, Integer> failures : plain.failures.entrySet()) {
            Worker worker = requireNonNull(farm.findWorker(failures.getKey()));
            Broken.unless(
                    task.blocks().failuresOn(worker) == failures.getValue(),
                    "task %s counts %s failures on %s, a recount gives %s",
                    task.id(),
                    task.blocks().failuresOn(worker),
                    worker.name(),
                    failures.getValue());
        }
    }

    private static void check(PlainWorker plain, Worker worker) {
        int tasks = plain.streak.size();
        Broken.unless(
                Math.min(tasks, MOST_TASKS) == worker.streak().tasks().size()
                        && (tasks > MOST_TASKS
                                || plain.streakJobs() == worker.streak().jobCount()),
                "worker %s counts %s failed tasks, a recount gives %s",
                worker.name(),
                worker.streak().tasks().size(),
                tasks);
    }
}
