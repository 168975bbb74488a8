package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;
import org.puli.farm.CommandShow;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.Target;
import org.puli.farm.schedule.AssignmentPlanner;

/** Single commands that a person keeps from starting. */
class HeldCommandsTest {
    private static final Target JOB = new Target.WholeJob(new JobId(1));
    private final FarmFixture farm = FarmFixture.farm().workers(1, 2);

    private Task submit(String frames) {
        Job job = farm.submit(job(task("t", frames, attempts(2))));
        return job.tasks().getFirst();
    }

    private static Selection one(long command) {
        return Selection.of(new Target.One(new CommandId(command)));
    }

    private static Selection frames(String range) {
        return new Selection(JOB, null, FrameRange.parse(range), List.of(), false);
    }

    private List<Long> started() {
        return farm.plan().stream().map(run -> run.command().value()).toList();
    }

    private void checkLoad() {
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
        assertThat(new AssignmentPlanner(loaded).findNext() == null).isEqualTo(farm.planner.findNext() == null);
    }

    @Test
    void othersGoFirstAndItStartsWhenItIsLetGo() {
        Task task = submit("1-4");
        farm.ask(new HoldCommands(one(1), Running.GOES_ON));
        assertThat(task.status(0)).isEqualTo(Status.READY);
        assertThat(CommandShow.view(task, 0).paused()).isTrue();
        assertThat(started()).containsExactly(2L, 3L);
        checkLoad();
        farm.ask(new CancelJob(one(4)));
        farm.end(2, EndedRun.Outcome.DONE);
        farm.end(3, EndedRun.Outcome.DONE);
        assertThat(started()).isEmpty();
        assertThat(farm.reasons.of(task.job())).isEqualTo(WaitingReason.PAUSED);
        assertThat(farm.why.ofCommand(task, 0).answer()).isEqualTo("is paused itself");
        assertThat(farm.why.ofCommand(task, 0).advice()).isEqualTo("puli command resume 1");
        assertThat(farm.why.ofJob(task.job()).answer()).contains("has 1 command paused one by one");
        farm.ask(new ReleaseCommands(one(1)));
        assertThat(started()).containsExactly(1L);
        checkLoad();
    }

    @Test
    void aPartOfAJobIsHeldByItsFrames() {
        submit("1-6");
        farm.ask(new HoldCommands(frames("1-2,5"), Running.GOES_ON));
        assertThat(started()).containsExactly(3L, 4L);
        checkLoad();
        farm.ask(new ReleaseCommands(frames("5")));
        farm.end(3, EndedRun.Outcome.DONE);
        assertThat(started()).containsExactly(5L);
        // A resume of all that is in the job lets single commands go, too; one of the job alone does not.
        farm.ask(new ResumeJob(new JobId(1)));
        farm.end(5, EndedRun.Outcome.DONE);
        assertThat(started()).containsExactly(6L);
        farm.ask(new ResumeJob(JOB, true));
        farm.end(6, EndedRun.Outcome.DONE);
        assertThat(started()).containsExactly(1L);
    }

    @Test
    void whatRunsGoesOnOrIsStopped() {
        Task task = submit("1-3");
        farm.plan();
        farm.ask(new HoldCommands(one(1), Running.GOES_ON));
        farm.ask(new HoldCommands(one(2), Running.REQUEUED));
        farm.ask(new HoldCommands(one(3), Running.KILLED));
        assertThat(task.status(0)).isEqualTo(Status.ASSIGNED);
        assertThat(task.status(1)).isEqualTo(Status.READY);
        assertThat(requireNonNull(task.findCommand(1)).isWanted()).isFalse();
        // One that did not run is only held.
        assertThat(task.status(2)).isEqualTo(Status.READY);
        farm.end(1, EndedRun.Outcome.FAILED);
        assertThat(task.status(0)).isEqualTo(Status.READY);
        assertThat(started()).isEmpty();
        checkLoad();
        farm.ask(new ReleaseCommands(Selection.of(JOB)));
        assertThat(started()).containsExactly(1L);
    }

    @Test
    void anEndLetsGo() {
        Task task = submit("1-2");
        farm.plan();
        farm.ask(new HoldCommands(one(1), Running.KILLED));
        assertThat(task.status(0)).isEqualTo(Status.CANCELED);
        farm.ask(new HoldCommands(one(2), Running.GOES_ON));
        farm.end(2, EndedRun.Outcome.DONE);
        assertThat(task.heldBackCount()).isZero();
        farm.ask(new RetryJob(new JobId(1), true));
        assertThat(requireNonNull(task.findCommand(0)).isHeldBack()).isFalse();
        checkLoad();
    }

    @Test
    void everyVerbMayBeRepeatedAndIsNotedOnce() {
        submit("1-4");
        assertNotes(new HoldCommands(frames("1-3"), Running.GOES_ON), "pause job 1, frames 1-3: 3 ready -> 3 paused");
        assertNotes(new HoldCommands(frames("2-3"), Running.GOES_ON));
        assertNotes(new HoldCommands(one(4), Running.REQUEUED), "pause command 4: 1 ready -> 1 paused");
        assertNotes(new ReleaseCommands(one(4)), "resume command 4: 1 ready -> 1 resumed");
        assertNotes(new ReleaseCommands(one(4)));
        Selection ready = new Selection(JOB, Status.READY, null, List.of(new NumberRange(2, 9)), false);
        assertNotes(new ReleaseCommands(ready), "resume job 1, status READY, commands 2-9: 2 ready -> 2 resumed");
    }

    private void assertNotes(Request<?> request, String... lines) {
        farm.changes.clear();
        farm.ask(request);
        assertThat(farm.changes)
                .filteredOn(change -> change instanceof Change.Audited)
                .extracting(change -> ((Change.Audited) change).row())
                .extracting(row -> row.verb() + " " + row.target() + ": " + row.before() + " -> " + row.after())
                .containsExactly(lines);
    }

    @Test
    void aCascadeGoesWithWholeTasks() {
        submit("1-2");
        Selection cascade = new Selection(JOB, null, FrameRange.parse("1"), List.of(), true);
        assertThat(requireNonNull(farm.refusal(new HoldCommands(cascade, Running.GOES_ON)))
                        .detail())
                .contains("pause their task with a cascade");
        assertThat(farm.refusal(new PauseJob(new Target.One(new CommandId(1)), Running.GOES_ON, false)))
                .isNotNull();
    }

    @Test
    void tooManyAreRefused() {
        submit("1-100001");
        Selection ready = new Selection(JOB, Status.READY, null, List.of(), false);
        assertThat(requireNonNull(farm.refusal(new HoldCommands(ready, Running.GOES_ON)))
                        .type())
                .isEqualTo("too-many");
    }
}
