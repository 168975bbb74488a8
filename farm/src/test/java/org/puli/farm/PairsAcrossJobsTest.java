package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Progress;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Selection;
import org.puli.farm.request.Target;

/** Commands that wait for single commands of another job, as that one ends, is canceled or goes. */
class PairsAcrossJobsTest {
    private final FarmFixture farm = FarmFixture.farm().workers(1, 8);

    private static Dependency pair(@Nullable Long job, String task, Outcome outcome) {
        return new Dependency.End(job == null ? null : new JobId(job), task, outcome, By.FRAME, null);
    }

    private static Selection one(long command) {
        return Selection.of(new Target.One(new CommandId(command)));
    }

    private static Selection named(Job job, String task) {
        return Selection.of(new Target.NodeOfJob(job.id(), task));
    }

    @Test
    void aJobIsNotOverWhileFramesOfAnotherMayStillCome() {
        Job plates = farm.submit(job(frames("plates", "1-2")));
        Job comp = farm.submit(job(frames("comp", "1-2", pair(1L, "plates", Outcome.DONE))));
        assertThat(comp.isOver()).isFalse();
        farm.ask(new FinishCommands(one(1)));
        farm.ask(new FinishCommands(one(3)));
        assertThat(comp.isOver()).as("one frame may still come").isFalse();
        farm.ask(new CancelJob(plates.id()));
        assertThat(comp.isOver()).as("that frame will never be done").isTrue();
        assertThat(comp.endedAt()).isEqualTo(farm.millis);
    }

    @Test
    void theEndOfAJobIsNotedThatAnotherOneLeavesBlockedForGood() {
        Job plates = farm.submit(job(frames("plates", "1")));
        Dependency whole = new Dependency.End(plates.id(), null, Outcome.DONE, null, null);
        Job comp = farm.submit(job(frames("comp", "1")).withAfter(List.of(whole)));
        farm.ask(new CancelJob(plates.id()));
        assertThat(comp.counts().blocked()).isEqualTo(1);
        assertThat(comp.endedAt()).isEqualTo(farm.millis);
        farm.ask(new RetryJob(plates.id(), false));
        assertThat(comp.endedAt()).as("it may go on by itself again").isZero();
    }

    @Test
    void aJobThatIsOverAsItIsSubmittedHasEndedThen() {
        Job plates = farm.submit(job(frames("plates", "1")));
        farm.ask(new FinishCommands(one(1)));
        Dependency failed = new Dependency.End(plates.id(), null, Outcome.FAILED, null, null);
        Job repair = farm.submit(job(frames("repair", "1")).withAfter(List.of(failed)));
        assertThat(repair.counts().skipped()).isEqualTo(1);
        assertThat(repair.endedAt()).isEqualTo(farm.millis);
    }

    @Test
    void aJobWhoseFramesWaitForItsOwnFailedOnesIsOver() {
        Job job = farm.submit(job(frames("plates", "1"), frames("comp", "1", pair(null, "plates", Outcome.DONE))));
        farm.plan();
        assertThat(job.isOver()).isFalse();
        farm.end(1, EndedRun.Outcome.FAILED);
        assertThat(job.isOver()).isTrue();
    }

    @Test
    void whatSingleFramesWaitForIsKept() {
        Job plates = farm.submit(job(frames("plates", "1-2")));
        Job comp = farm.submit(job(frames("comp", "1-2", pair(1L, "plates", Outcome.DONE))));
        assertThat(farm.refusal(new DeleteJob(plates.id()))).isNotNull();
        farm.ask(new FinishCommands(one(1)));
        assertThat(farm.refusal(new DeleteJob(plates.id())))
                .as("frame 2 still waits")
                .isNotNull();
        farm.ask(new FinishCommands(one(2)));
        assertThat(farm.refusal(new DeleteJob(plates.id()))).isNull();
        assertThat(comp.counts().ready()).isEqualTo(2);
        assertThat(farm.plan()).hasSize(2);
    }

    @Test
    void whatLeftFramesOutIsKeptAsTheirReason() {
        Job plates = farm.submit(job(frames("plates", "1")));
        Job repair = farm.submit(job(frames("repair", "1", pair(1L, "plates", Outcome.FAILED))));
        farm.ask(new FinishCommands(one(1)));
        assertThat(repair.counts().skipped()).isEqualTo(1);
        assertThat(farm.refusal(new DeleteJob(plates.id()))).isNotNull();
    }

    @Test
    void aDeletedJobLeavesWhatElseFramesWaitFor() {
        Job plates = farm.submit(job(frames("plates", "1-2")));
        farm.submit(job(frames("mattes", "1-2")));
        farm.ask(new FinishCommands(Selection.of(plates.id())));
        Job comp = farm.submit(
                job(frames("comp", "1-2", pair(1L, "plates", Outcome.DONE), pair(2L, "mattes", Outcome.DONE))));
        assertThat(comp.counts().blocked()).isEqualTo(2);
        farm.ask(new CancelJob(Selection.of(comp.id())));
        farm.ask(new DeleteJob(plates.id()));
        farm.ask(new RetryJob(comp.id(), true));
        assertThat(comp.counts().blocked()).as("the mattes are not done").isEqualTo(2);
        assertThat(comp.tasks().getFirst().missing(0)).hasSize(1);
        farm.ask(new FinishCommands(one(3)));
        assertThat(comp.counts().ready()).isEqualTo(1);
        assertThat(comp.tasks().getFirst().missing(0)).isEmpty();
    }

    @Test
    void aRetryOfAnotherJobBlocksFramesThatWereLeftOut() {
        Job plates = farm.submit(job(frames("plates", "1")));
        Job repair = farm.submit(job(frames("repair", "1", pair(1L, "plates", Outcome.FAILED))));
        farm.ask(new FinishCommands(one(1)));
        assertThat(repair.endedAt()).isEqualTo(farm.millis);
        farm.ask(new RetryJob(plates.id(), true));
        assertThat(repair.counts().blocked()).isEqualTo(1);
        assertThat(repair.endedAt()).isZero();
    }

    @Test
    void waitingFramesThatAreCanceledAndRetriedTogetherAreCountedRight() {
        Job job = farm.submit(job(frames("plates", "1-3"), frames("comp", "1-3", pair(null, "plates", Outcome.DONE))));
        Task comp = job.tasks().get(1);
        farm.ask(new CancelJob(named(job, "comp")));
        assertThat(comp.counts().canceled()).isEqualTo(3);
        assertThat(comp.counts().blocked()).isZero();
        farm.ask(new RetryJob(named(job, "comp"), true));
        assertThat(comp.counts().blocked()).isEqualTo(3);
        farm.ask(new FinishCommands(one(2)));
        assertThat(comp.counts().blocked()).isEqualTo(2);
        assertThat(comp.counts().ready()).isEqualTo(1);
        assertThat(comp.nextIndex()).isEqualTo(1);
    }

    @Test
    void framesThatWereLeftOutAndAreFinishedByHandCountAsDone() {
        Job job = farm.submit(
                job(frames("plates", "1-2"), frames("repair", "1-2", pair(null, "plates", Outcome.FAILED))));
        Task repair = job.tasks().get(1);
        farm.ask(new FinishCommands(named(job, "plates")));
        assertThat(repair.counts().skipped()).isEqualTo(2);
        farm.ask(new CancelJob(named(job, "repair")));
        farm.ask(new RetryJob(named(job, "repair"), true));
        assertThat(repair.counts().total()).isEqualTo(2);
        assertThat(repair.counts().ready()).isZero();
    }

    @Test
    void progressOfAnOlderTryOrOfWhatIsGoneSaysNothing() {
        farm.submit(job(frames("render", "1")));
        farm.plan();
        farm.sync(farm.report("w1", "boot").running(FarmFixture.running(farm.command(1))));
        farm.apply(new Change.Progressed(Map.of(
                new AttemptRef(new CommandId(1), 2), new Progress(0.7, null, null),
                new AttemptRef(new CommandId(99), 1), new Progress(0.8, null, null))));
        assertThat(farm.command(1).told().fraction()).isNull();
        farm.apply(new Change.Progressed(Map.of(farm.command(1).ref(), new Progress(0.5, null, null))));
        assertThat(farm.command(1).told().fraction()).isEqualTo(0.5);
    }
}
