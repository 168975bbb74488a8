package org.puli.farm;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.farm.change.Change;
import org.puli.farm.row.ArchivedRow;

/** How changes of jobs are applied. */
final class JobChanges {
    private final Farm farm;

    JobChanges(Farm farm) {
        this.farm = farm;
    }

    void submitted(Change.JobSubmitted change) {
        JobSeed seed = new JobSeed(
                change.job(),
                change.firstTask().value(),
                change.firstCommand().value(),
                change.user(),
                change.submissionKey(),
                change.spec(),
                change.at());
        Job job = new Job(seed, farm.surroundings());
        job.serve(farm.turns().mark(job.pool()));
        farm.add(job);
        farm.numbers().submitted(JobTree.nodeCount(change.spec()), change.spec().commandCount());
        // What it waits for may have ended otherwise before.
        job.noteEnd(change.at());
        farm.touched().submitted(job);
        farm.stir(job);
    }

    /** The loop has looked: from here on these jobs' waits are counted. */
    void waitsBegun(Change.WaitsBegun change) {
        for (JobId id : change.jobs()) {
            Job job = job(id);
            job.waiting().begin(change.wallAt(), change.monoAt());
            farm.touched().row(job);
        }
    }

    void lifted(Change.JobLifted change) {
        Job job = job(change.job());
        job.waiting().lift(change.points());
        farm.touched().row(job);
        farm.stir(job);
    }

    void edited(Change.JobEdited change) {
        Job job = job(change.job());
        PoolName former = job.pool();
        show(former);
        farm.turns().forget(job);
        TreeEdit.Result edit = job.edit(change.spec());
        for (Task task : edit.changed()) {
            // What runs holds what is no longer just what its task asks for, so it has to be said in its row.
            task.forEachTouched(command -> {
                if (command.holder() != null) {
                    farm.touched().command(command);
                }
            });
            job.stir(task);
        }
        edit.retimed().forEach(farm.touched()::node);
        farm.file(job);
        farm.turns().came(job, former);
        show(job.pool());
        farm.touched().edited(job);
        // Other times open and close the ways into it, and of those who wait for it command by command.
        farm.settle(job, change.at());
    }

    /** What a job holds counts for its share, so both of the pools show it that it leaves and comes to. */
    private void show(PoolName name) {
        Pool pool = farm.findPool(name);
        if (pool != null) {
            farm.touched().shown(pool);
        }
    }

    void paused(JobId id, boolean paused) {
        Job job = job(id);
        job.pause(paused);
        touch(job);
    }

    void stopped(Change.JobStopped change) {
        Job job = job(change.job());
        job.stop(change.reason());
        touch(job);
    }

    /** It leaves memory; with a time at which it was deleted, or 0 when it was not. */
    void archived(JobId id, long at, long deletedAt) {
        Job job = job(id);
        ArchivedRow row = new ArchivedRow(job.row(), job.counts(), job.spec().tags(), at, deletedAt);
        farm.remove(job);
        farm.workers().forEach(worker -> worker.coolAfter(job));
        farm.touched().archived(job, row);
        farm.stirred().deleted(job);
    }

    /** A time or file has come that a job waits for; {@code nodeId} is null for the job as a whole. */
    void come(JobId id, @Nullable TaskId nodeId, int place, long at) {
        Job job = job(id);
        job.come(nodeId, place);
        Node node = nodeId == null ? null : job.findNode(nodeId);
        if (node != null) {
            farm.touched().node(node);
        }
        farm.settle(job, at);
    }

    private void touch(Job job) {
        farm.touched().job(job);
        farm.stir(job);
    }

    private Job job(JobId id) {
        return requireNonNull(farm.findJob(id), "the job of a decided change is there");
    }
}
