package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.WhyView;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.RetryJob;

/** What is said of work that waits for the success of other work that has come to another end. */
class WhyOtherEndTest {
    private final FarmFixture farm = farm().workers(1);

    private static Dependency.End of(JobId job, String task, Dependency.By by) {
        return new Dependency.End(job, task, Dependency.Outcome.DONE, by, null);
    }

    private WhyView ofJob(Job job) {
        farm.plan();
        return farm.why.ofJob(job);
    }

    private WhyView ofCommand(long command) {
        farm.plan();
        Task task = requireNonNull(farm.farm.findTask(new CommandId(command)));
        return farm.why.ofCommand(task, task.indexOf(new CommandId(command)));
    }

    private void fail(long command) {
        farm.plan();
        farm.end(command, Outcome.FAILED);
    }

    @Test
    void aTaskThatFailedIsToBeRetried() {
        Job job = farm.submit(job(task("a", "1", attempts(1)), frames("b", "1", after("a"))));
        assertThat(ofJob(job).answer()).isEqualTo("runs all that it can: task 'b' waits for 'a' to end done");
        assertThat(ofJob(job).advice()).isNull();
        fail(1);
        assertThat(ofJob(job).answer()).isEqualTo("waits: task 'b' waits for 'a' to end done, but that is FAILED");
        assertThat(ofJob(job).advice()).isEqualTo("puli job retry 1 --task a");
        assertThat(ofCommand(2).answer()).isEqualTo("waits: its task waits for 'a' to end done, but that is FAILED");
        assertThat(ofCommand(2).advice()).isEqualTo("puli job retry 1 --task a");
        farm.ask(new RetryJob(job.id(), false));
        assertThat(ofCommand(2).answer()).isEqualTo("waits: its task waits for 'a' to end done");
    }

    @Test
    void anotherJobThatWasCanceledIsToBeRetried() {
        Job first = farm.submit(job(task("a", "1", attempts(1))));
        Job later = farm.submit(job(frames("b", "1", of(first.id(), null, null))));
        Job ofTask = farm.submit(job(frames("b", "1", of(first.id(), "a", null))));
        assertThat(ofJob(later).advice()).isNull();
        farm.ask(new CancelJob(first.id()));
        farm.end(1, Outcome.STOPPED);
        assertThat(ofJob(later).answer())
                .isEqualTo("waits: task 'b' waits for job 1 to end done, but that is CANCELED");
        assertThat(ofJob(later).advice()).isEqualTo("puli job retry 1");
        assertThat(ofJob(ofTask).advice()).isEqualTo("puli job retry 1 --task a");
    }

    @Test
    void framesThatWaitForFramesSaySoToo() {
        Job job =
                farm.submit(job(task("a", "1-2", attempts(1)), frames("b", "1-2", of(null, "a", Dependency.By.FRAME))));
        farm.plan();
        farm.end(1, Outcome.DONE);
        fail(2);
        farm.plan();
        farm.end(3, Outcome.DONE);
        assertThat(ofJob(job).answer())
                .isEqualTo("waits: task 'b' waits for single commands of 'a' to end done, frame by frame,"
                        + " but that is FAILED");
        assertThat(ofJob(job).advice()).isEqualTo("puli job retry 1 --task a");
        assertThat(ofCommand(4).answer()).endsWith("'a' to end done, frame by frame, but that is FAILED");
        assertThat(ofCommand(4).advice()).isEqualTo("puli job retry 1 --task a");
    }

    @Test
    void whatIsDoneNeedsNoRetry() {
        Job job = farm.submit(job(
                frames("a", "1"),
                task("b", "1", attempts(1)),
                frames("c", "1", after("a"), after("b"), new Dependency.Time(null, Duration.ofHours(1)))));
        farm.plan();
        farm.end(1, Outcome.DONE);
        fail(2);
        assertThat(ofJob(job).advice()).isEqualTo("puli job retry 1 --task b");
        farm.ask(new RetryJob(job.id(), false));
        farm.plan();
        farm.end(2, Outcome.DONE);
        assertThat(ofJob(job).advice()).isEqualTo("puli job resume 1 --task c --now");
    }

    @Test
    void aPauseComesBeforeARetry() {
        Job job = farm.submit(job(task("a b", "1", attempts(1)), frames("c", "1", after("a b"))));
        fail(1);
        assertThat(ofJob(job).advice()).isEqualTo("puli job retry 1 --task 1");
        farm.ask(new PauseJob(job.id()));
        assertThat(ofJob(job).advice()).isEqualTo("puli job resume 1");
    }
}
