package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.client.PauseQuery;
import org.puli.cli.shared.RunningOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pauses jobs, or tasks and groups of them. */
@Command(name = "pause", description = "Keeps jobs, or a task, a group or single commands of them, from starting.")
final class JobPause implements Callable<Integer> {
    @Mixin
    private final WorkOption work = new WorkOption();

    @Mixin
    private final RunningOption running = new RunningOption();

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        PauseQuery query = new PauseQuery(work.query(), running.word(), false);
        String part = PausedWords.part(query.work());
        String what = part == null ? "is paused: " : "holds " + part + " back: ";
        String over =
                "is over; what is retried of " + (part == null ? "it" : part) + " waits, since it is paused now: ";
        return jobs.each(JobAct.pause(query), job -> (job.endedAt() == null ? what : over) + job.name());
    }
}
