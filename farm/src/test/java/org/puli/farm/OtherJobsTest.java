package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Target;
import org.puli.farm.row.FarmRows;

/** Jobs that wait for other jobs, or for parts of them. */
class OtherJobsTest {
    private final FarmFixture farm = FarmFixture.farm().workers(1, 8);

    private static Dependency end(long job, Outcome outcome) {
        return new Dependency.End(new JobId(job), null, outcome, null, null);
    }

    private static Dependency part(long job, String task) {
        return new Dependency.End(new JobId(job), task, Outcome.DONE, null, null);
    }

    private static JobSpec after(Dependency... after) {
        return job(frames("t", "1-2")).withAfter(List.of(after));
    }

    private void checkLoad() {
        FarmRows rows = farm.farm.rows(1);
        Farm loaded = Farm.load(rows);
        assertThat(loaded.rows(1)).isEqualTo(rows);
        assertThat(loaded.counts()).isEqualTo(farm.farm.counts());
        loaded.jobs()
                .forEach(job -> assertThat(job.counts())
                        .isEqualTo(requireNonNull(farm.farm.findJob(job.id())).counts()));
    }

    @Test
    void aJobStartsWhenTheOtherOneIsDone() {
        farm.submit(job(frames("first", "1")));
        Job second = farm.submit(after(end(1, Outcome.DONE)));
        assertThat(second.counts().blocked()).isEqualTo(2);
        assertThat(farm.reasons.of(second)).isEqualTo(WaitingReason.OTHER_JOBS);
        assertThat(farm.why.ofJob(second).answer()).contains("waits for job 1 to end done");
        farm.plan();
        assertThat(farm.farm.findCommand(second.tasks().getFirst().commandId(0)))
                .isNull();
        checkLoad();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(second.counts().ready()).isEqualTo(2);
        checkLoad();
        assertThat(farm.plan()).hasSize(2);
    }

    @Test
    void anotherOutcomeLeavesItOutAndIsShownAsAnEnd() {
        farm.submit(job(frames("first", "1")));
        Job rescue = farm.submit(after(end(1, Outcome.FAILED)));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(rescue.counts().skipped()).isEqualTo(2);
        assertThat(rescue.endedAt()).isEqualTo(farm.millis);
        checkLoad();
        farm.ask(new RetryJob(new JobId(1), true));
        assertThat(rescue.counts().blocked()).isEqualTo(2);
        assertThat(rescue.endedAt()).isZero();
        farm.plan();
        farm.end(1, EndedRun.Outcome.FAILED);
        assertThat(rescue.counts().ready()).isEqualTo(2);
        checkLoad();
    }

    @Test
    void aTaskOfAnotherJobIsEnough() {
        farm.submit(job(frames("first", "1"), frames("second", "1-9")));
        Job other = farm.submit(job(frames("t", "1", part(1, "first"))));
        farm.plan();
        assertThat(other.counts().blocked()).isEqualTo(1);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(other.counts().ready()).isEqualTo(1);
        checkLoad();
    }

    @Test
    void aRetryOfTheTargetClosesTheWayForWhatHasNotStarted() {
        farm.submit(job(task("first", "1", attempts(2))));
        Job second = farm.submit(job(frames("t", "1-20")).withAfter(List.of(end(1, Outcome.DONE))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(8);
        farm.ask(new RetryJob(new JobId(1), true));
        assertThat(second.counts().assigned()).isEqualTo(8);
        assertThat(second.counts().blocked()).isEqualTo(12);
        checkLoad();
    }

    @Test
    void chainsOfJobsFollow() {
        farm.submit(job(frames("a", "1")));
        farm.submit(after(end(1, Outcome.DONE)));
        Job third = farm.submit(after(end(2, Outcome.CANCELED)));
        farm.ask(new CancelJob(new JobId(2)));
        assertThat(third.counts().ready()).isEqualTo(2);
        farm.ask(new RetryJob(new JobId(2), false));
        assertThat(third.counts().blocked()).isEqualTo(2);
        checkLoad();
    }

    @Test
    void whatIsMissingIsRefused() {
        farm.submit(job(frames("render", "1-9")));
        assertRefused(after(end(7, Outcome.DONE)), "waits for job 7 to end done, but there is no job 7");
        assertRefused(after(end(2, Outcome.DONE)), "there is no job 2");
        assertRefused(
                job(frames("t", "1", part(1, "rendr"))),
                "task 't' waits for 'rendr' of job 1",
                "job 1 has no task or group 'rendr'",
                "(there are: render)");
        assertThat(farm.farm.jobs()).hasSize(1);
    }

    @Test
    void pairsAcrossJobsHaveToFit() {
        JobSpec grouped = FarmFixture.grouped(
                List.of(),
                new GroupSpec(
                        "g",
                        List.of(),
                        false,
                        TaskSettings.NONE,
                        List.of(frames("render", "1-9")),
                        List.of(),
                        Precedence.DEFAULT,
                        Strategy.FIFO));
        farm.submit(grouped);
        Dependency group = new Dependency.End(new JobId(1), "g", Outcome.DONE, By.FRAME, null);
        assertRefused(job(frames("t", "1", group)), "only tasks can wait for each other command by command");
        Dependency render = new Dependency.End(new JobId(1), "render", Outcome.DONE, By.FRAME, null);
        Job other = farm.submit(job(frames("t", "1-9", render)));
        farm.plan();
        farm.end(3, EndedRun.Outcome.DONE);
        assertThat(other.tasks().getFirst().status(2)).isEqualTo(Status.READY);
        assertThat(other.counts().blocked()).isEqualTo(8);
        checkLoad();
    }

    private void assertRefused(JobSpec spec, String... words) {
        Refusal refusal = requireNonNull(farm.refusal(new SubmitJob("ada", spec, null)));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNPROCESSABLE);
        assertThat(refusal.type()).isEqualTo("unknown-dependency");
        assertThat(refusal.detail()).contains(words).endsWith("; the job was not taken");
    }

    @Test
    void aJobThatIsWaitedForStaysUntilItHasEndedAsWanted() {
        farm.submit(job(frames("a", "1")));
        farm.submit(after(end(1, Outcome.DONE)));
        Refusal refusal = requireNonNull(farm.refusal(new DeleteJob(new JobId(1))));
        assertThat(refusal.detail()).contains("job 2 waits for job 1", "delete job 2 first");
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.ask(new DeleteJob(new JobId(1)));
        Job second = requireNonNull(farm.farm.findJob(new JobId(2)));
        assertThat(second.counts().ready()).isEqualTo(2);
        checkLoad();
    }

    @Test
    void whatWasLeftOutKeepsItsReasonToo() {
        farm.submit(job(frames("a", "1")));
        farm.submit(after(end(1, Outcome.FAILED)));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.refusal(new DeleteJob(new JobId(1)))).isNotNull();
        farm.ask(new DeleteJob(new JobId(2)));
        farm.ask(new DeleteJob(new JobId(1)));
        assertThat(farm.farm.jobs()).isEmpty();
        checkLoad();
    }

    @Test
    void aDeletedJobIsToldNothingMore() {
        farm.submit(job(frames("a", "1-2")));
        Dependency pair = new Dependency.End(new JobId(1), "a", Outcome.DONE, By.FRAME, null);
        farm.submit(job(frames("t", "1-2", pair, part(1, "a"))).withAfter(List.of(end(1, Outcome.DONE))));
        farm.ask(new DeleteJob(new JobId(2)));
        farm.farm.takeTouched();
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.end(2, EndedRun.Outcome.DONE);
        assertThat(farm.farm.touched().shownJobs()).extracting(Job::id).containsExactly(new JobId(1));
        farm.ask(new DeleteJob(new JobId(1)));
        checkLoad();
    }

    @Test
    void aCascadeReachesOtherJobs() {
        farm.submit(job(frames("a", "1")));
        Job second = farm.submit(after(end(1, Outcome.DONE)));
        Job third = farm.submit(job(frames("u", "1", part(2, "t"))));
        Job stranger = farm.submit(job(frames("x", "1-9")));
        Selection all = new Selection(new Target.WholeJob(new JobId(1)), null, null, List.of(), true);
        farm.ask(new CancelJob(all));
        assertThat(second.counts().canceled()).isEqualTo(2);
        assertThat(third.counts().canceled()).isEqualTo(1);
        assertThat(stranger.counts().canceled()).isZero();
        assertThat(second.endedAt()).isEqualTo(farm.millis);
        farm.ask(new RetryJob(all, false));
        assertThat(second.counts().blocked()).isEqualTo(2);
        checkLoad();
    }

    @Test
    void aPauseWithACascadeHoldsTheTasksOfOtherJobsBack() {
        farm.submit(job(frames("a", "1")));
        Job second = farm.submit(after(end(1, Outcome.ANY)));
        farm.ask(new PauseJob(new Target.WholeJob(new JobId(1)), Running.GOES_ON, true));
        assertThat(second.tasks().getFirst().isPaused()).isTrue();
        assertThat(second.isPaused()).isFalse();
        checkLoad();
    }
}
