package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.By;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;
import org.puli.farm.row.FarmRows;

/** Tasks that wait for each other command by command. */
class PairedCommandsTest {
    private final FarmFixture farm = FarmFixture.farm().workers(1, 4);

    private static Dependency pair(By by, Outcome outcome, int offset) {
        return new Dependency.End(null, "a", outcome, by, offset);
    }

    private Task two(String frames, String then, Dependency... after) {
        return farm.submit(job(frames("a", frames), frames("b", then, after)))
                .tasks()
                .get(1);
    }

    private static List<Status> statuses(Task task) {
        return IntStream.range(0, task.commandCount()).mapToObj(task::status).toList();
    }

    /** In one letter each: Blocked, Ready, Skipped and so on. */
    private static String letters(Task task) {
        StringBuilder letters = new StringBuilder();
        statuses(task).forEach(status -> letters.append(status.name().charAt(0)));
        return letters.toString();
    }

    private void checkLoad() {
        FarmRows rows = farm.farm.rows(1);
        Farm loaded = Farm.load(rows);
        assertThat(loaded.rows(1)).isEqualTo(rows);
        for (Job job : farm.farm.jobs()) {
            Job same = requireNonNull(loaded.findJob(job.id()));
            assertThat(same.counts()).isEqualTo(job.counts());
            for (int i = 0; i < job.tasks().size(); i++) {
                assertThat(letters(same.tasks().get(i)))
                        .isEqualTo(letters(job.tasks().get(i)));
                assertThat(same.tasks().get(i).nextIndex())
                        .isEqualTo(job.tasks().get(i).nextIndex());
            }
        }
    }

    @Test
    void frameAfterFrame() {
        Task b = two("1-4", "1-4", pair(By.FRAME, Outcome.DONE, 0));
        assertThat(letters(b)).isEqualTo("BBBB");
        farm.plan();
        farm.end(3, EndedRun.Outcome.DONE);
        assertThat(letters(b)).isEqualTo("BBRB");
        assertThat(b.counts().blocked()).isEqualTo(3);
        assertThat(b.counts().ready()).isEqualTo(1);
        checkLoad();
        assertThat(farm.plan()).extracting(run -> run.command()).containsExactly(new CommandId(7));
        assertThat(b.nextIndex()).isEqualTo(-1);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(letters(b)).isEqualTo("RBAB");
        checkLoad();
    }

    @Test
    void anOffsetLooksAtOtherFramesAndTheEndsAreFree() {
        Task b = two("1-4", "1-4", pair(By.FRAME, Outcome.DONE, -1), pair(By.FRAME, Outcome.DONE, 1));
        assertThat(letters(b)).isEqualTo("BBBB");
        farm.plan();
        farm.end(2, EndedRun.Outcome.DONE);
        assertThat(letters(b)).isEqualTo("RBBB");
        farm.end(4, EndedRun.Outcome.DONE);
        assertThat(letters(b)).isEqualTo("RBRB");
        checkLoad();
    }

    @Test
    void framesThatTheOtherDoesNotHaveStartAtOnce() {
        Task b = two("1-2", "1-4", pair(By.FRAME, Outcome.DONE, 0));
        assertThat(letters(b)).isEqualTo("BBRR");
        assertThat(b.nextIndex()).isEqualTo(2);
        checkLoad();
    }

    @Test
    void aRetryOfOneCommandBlocksItsPartnerAgain() {
        Task b = two("1-2", "1-2", pair(By.FRAME, Outcome.DONE, 0));
        farm.ask(new FinishCommands(Selection.of(new Target.NodeOfJob(new JobId(1), "a"))));
        assertThat(letters(b)).isEqualTo("RR");
        farm.ask(new RetryJob(one(1), true));
        assertThat(letters(b)).isEqualTo("BR");
        checkLoad();
        assertThat(farm.plan()).extracting(run -> run.command().value()).containsExactly(1L, 4L);
        // One that ran stays as it is, and what is retried of it waits.
        farm.ask(new RetryJob(one(2), true));
        assertThat(letters(b)).isEqualTo("BA");
        farm.end(4, EndedRun.Outcome.DONE);
        farm.ask(new RetryJob(one(4), true));
        assertThat(letters(b)).isEqualTo("BB");
        checkLoad();
    }

    private static Selection one(long command) {
        return Selection.of(new Target.One(new CommandId(command)));
    }

    @Test
    void anotherEndLeavesOneOutAndWhatWaitsForThatGoesOn() {
        farm.submit(job(
                task("a", "1-2", attempts(1)),
                frames("b", "1-2", pair(By.FRAME, Outcome.FAILED, 0)),
                frames("c", "1-2", new Dependency.End(null, "b", Outcome.DONE, By.COMMAND, null)),
                frames("d", "1", new Dependency.End(null, "b", Outcome.ANY, null, null))));
        Job job = requireNonNull(farm.farm.findJob(new JobId(1)));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(letters(job.tasks().get(1))).isEqualTo("SB");
        assertThat(letters(job.tasks().get(2))).isEqualTo("RB");
        checkLoad();
        farm.end(2, EndedRun.Outcome.FAILED);
        assertThat(letters(job.tasks().get(1))).isEqualTo("SR");
        assertThat(letters(job.tasks().get(3))).isEqualTo("B");
        farm.ask(new SkipCommands(one(4)));
        assertThat(letters(job.tasks().get(3))).isEqualTo("R");
        checkLoad();
    }

    @Test
    void everythingOfTheTargetMayMoveInOneGo() {
        Task b = two("1-1000", "1-1000", pair(By.COMMAND, Outcome.ANY, 0));
        farm.ask(new CancelJob(Selection.of(new Target.NodeOfJob(new JobId(1), "a"))));
        assertThat(b.counts().ready()).isEqualTo(1000);
        farm.ask(new RetryJob(Selection.of(new Target.NodeOfJob(new JobId(1), "a")), true));
        assertThat(b.counts().blocked()).isEqualTo(1000);
        checkLoad();
    }

    @Test
    void whatIsShownAsBlockedIsChosenOneByOne() {
        Task b = two("1-4", "1-4", pair(By.FRAME, Outcome.DONE, 0));
        farm.ask(new FinishCommands(one(2)));
        Selection blocked =
                new Selection(new Target.NodeOfJob(new JobId(1), "b"), Status.BLOCKED, null, List.of(), false);
        farm.ask(new CancelJob(blocked));
        assertThat(letters(b)).isEqualTo("CRCC");
        Selection ready = new Selection(
                new Target.WholeJob(new JobId(1)), Status.READY, null, List.of(new NumberRange(5, 8)), false);
        farm.ask(new CancelJob(ready));
        assertThat(letters(b)).isEqualTo("CCCC");
        checkLoad();
    }

    @Test
    void aPauseBeforeTheNextTryAndAPairMayBothHold() {
        farm.submit(job(
                frames("a", "1"), task("b", "1", FarmFixture.policy(2, delayed()), pair(By.FRAME, Outcome.DONE, 0))));
        Task b = requireNonNull(farm.farm.findJob(new JobId(1))).tasks().get(1);
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.plan();
        farm.end(2, EndedRun.Outcome.FAILED);
        assertThat(b.isDelayed(0)).isTrue();
        farm.ask(new RetryJob(one(1), true));
        assertThat(letters(b)).isEqualTo("B");
        checkLoad();
        farm.passHeard(61_000);
        assertThat(b.isDelayed(0)).isFalse();
        assertThat(b.nextIndex()).isEqualTo(-1);
        farm.ask(new FinishCommands(one(1)));
        assertThat(b.nextIndex()).isZero();
        checkLoad();
    }

    private static FailurePolicy delayed() {
        Duration minute = Duration.ofMinutes(1);
        return new FailurePolicy(minute, null, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void whyNamesThePartThatIsMissing() {
        Task b = two("1-4", "1-4", pair(By.FRAME, Outcome.DONE, 0));
        assertThat(farm.why.ofCommand(b, 1).answer())
                .isEqualTo("waits for its part of 'a' to end done, frame by frame");
        farm.plan();
        assertThat(farm.why.ofJob(b.job()).answer()).contains("waits for single commands of 'a' to end done");
    }
}
