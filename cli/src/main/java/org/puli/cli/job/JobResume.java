package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.client.PauseQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Resumes jobs, or tasks and groups of them. */
@Command(
        name = "resume",
        description = {
            "Lets paused jobs, or a task, a group or single commands of them, go on.",
            "With --cascade also all tasks, groups and commands in it, and what waits for it."
        })
final class JobResume implements Callable<Integer> {
    @Mixin
    private final WorkOption work = new WorkOption();

    @Option(
            names = "--now",
            description = "Also no longer wait for the times and files that it and what is in it wait for.")
    private boolean now;

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        PauseQuery query = new PauseQuery(work.query(), null, now);
        String part = PausedWords.part(query.work());
        String what = part == null ? "goes on: " : "lets " + part + " go on: ";
        String over = "is over, so nothing goes on; puli job retry runs it again: ";
        return jobs.each(JobAct.resume(query), job -> (job.endedAt() == null ? what : over) + job.name());
    }
}
