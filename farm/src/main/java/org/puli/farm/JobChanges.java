package org.puli.farm;

import static java.util.Objects.requireNonNull;

import org.puli.api.JobId;
import org.puli.api.view.Status;
import org.puli.farm.change.Change;

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
        Job job = new Job(seed, farm.stirred(), farm.tally(), farm.deadlines());
        job.serve(farm.numbers().served());
        farm.add(job);
        farm.numbers().submitted(JobTree.nodeCount(change.spec()), change.spec().commandCount());
        farm.touched().submitted(job);
        farm.stirred().job(job);
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

    void canceled(Change.JobCanceled change) {
        Job job = job(change.job());
        for (Task task : job.tasks()) {
            cancel(task, change.at());
        }
        finish(job, change.at());
    }

    private void cancel(Task task, long at) {
        if (task.hasFresh()) {
            task.cancelFresh(true);
            farm.touched().task(task);
        }
        task.forEachTouched(command -> {
            if (!command.status().isEnded()) {
                command.cancel(at);
                farm.touched().command(command);
                noteHolder(command);
            }
        });
        task.refresh();
    }

    void retried(Change.JobRetried change) {
        Job job = job(change.job());
        for (Task task : job.tasks()) {
            retry(task, change.all());
        }
        job.forgive();
        finish(job, 0);
    }

    private void retry(Task task, boolean all) {
        if (task.isFreshCanceled()) {
            task.cancelFresh(false);
            farm.touched().task(task);
        }
        task.forEachTouched(command -> {
            boolean isBad = command.status() == Status.FAILED || command.status() == Status.CANCELED;
            boolean again = all ? command.status().isEnded() : isBad;
            if (again) {
                command.makeReady();
                farm.touched().command(command);
            }
        });
        task.refresh();
    }

    void deleted(JobId id) {
        Job job = job(id);
        farm.remove(job);
        farm.workers().forEach(worker -> worker.forget(job));
        farm.touched().deleted(job);
        farm.stirred().deleted(job);
    }

    private void noteHolder(Command command) {
        Worker holder = command.holder();
        if (holder != null) {
            farm.touched().shown(holder);
            farm.ordersDue(holder);
        }
    }

    private void finish(Job job, long at) {
        job.settle();
        job.noteEnd(at);
        touch(job);
    }

    private void touch(Job job) {
        farm.touched().job(job);
        farm.stirred().job(job);
    }

    private Job job(JobId id) {
        return requireNonNull(farm.findJob(id), "the job of a decided change is there");
    }
}
