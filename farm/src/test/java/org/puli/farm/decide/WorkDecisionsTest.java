package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.TaskId;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.Status;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;

class WorkDecisionsTest {
    private final FarmFixture farm = FarmFixture.farm();

    private static Selection only(Target target, @Nullable Status status, @Nullable String frames) {
        FrameRange range = frames == null ? null : FrameRange.parse(frames);
        return new Selection(target, status, range, List.of(), false);
    }

    private static Target all(Job job) {
        return new Target.WholeJob(job.id());
    }

    private static Target named(Job job, String node) {
        return new Target.NodeOfJob(job.id(), node);
    }

    private static String statuses(Job job) {
        StringBuilder text = new StringBuilder();
        job.tasks().forEach(task -> {
            for (int i = 0; i < task.commandCount(); i++) {
                text.append(task.status(i).name().charAt(0));
            }
            text.append(' ');
        });
        return text.toString().strip();
    }

    private Farm reloaded() {
        return Farm.load(farm.farm.rows(1));
    }

    @Test
    void framesThatNeverStartedAreCanceledSkippedAndTakenAsDoneOneByOne() {
        Job job = farm.submit(job(frames("a", "1-6")));
        farm.ask(new CancelJob(only(all(job), null, "2")));
        farm.ask(new SkipCommands(only(all(job), null, "4")));
        farm.ask(new FinishCommands(only(all(job), null, "6")));
        assertThat(statuses(job)).isEqualTo("RCRSRD");
        farm.workers(1);
        assertThat(farm.plan())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.command()).isEqualTo(new CommandId(1)));
        farm.end(1, Outcome.DONE);
        assertThat(farm.plan())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.command()).isEqualTo(new CommandId(3)));
        assertThat(reloaded().rows(1)).isEqualTo(farm.farm.rows(1));
    }

    @Test
    void aMillionCommandsAreMovedWithoutARowForEach() {
        Job job = farm.submit(job(frames("a", "1-1000000")));
        farm.workers(1);
        farm.plan();
        farm.ask(new SkipCommands(only(all(job), Status.READY, null)));
        assertThat(job.counts().skipped()).isEqualTo(999_999);
        assertThat(job.counts().assigned()).isEqualTo(1);
        assertThat(farm.farm.rows(1).commands()).hasSize(1);
        farm.ask(new RetryJob(job.id(), false));
        assertThat(job.counts().skipped()).isEqualTo(999_999);
        farm.ask(new RetryJob(job.id(), true));
        assertThat(job.counts().ready()).isEqualTo(999_999);
        farm.ask(new FinishCommands(Selection.of(job.id())));
        assertThat(job.counts().done()).isEqualTo(1_000_000);
        assertThat(reloaded().counts()).isEqualTo(farm.farm.counts());
    }

    @ParameterizedTest
    @CsvSource({"100000, false", "100001, true"})
    void onlySoManyMayBeTouchedOneByOne(int count, boolean isRefused) {
        Job job = farm.submit(job(frames("a", "1-200000")));
        var refusal = farm.refusal(new CancelJob(only(all(job), null, "1-" + count)));
        assertThat(refusal != null).isEqualTo(isRefused);
        assertThat(job.counts().canceled()).isEqualTo(isRefused ? 0 : count);
        if (refusal != null) {
            assertThat(refusal.type()).isEqualTo("too-many");
        }
    }

    @Test
    void whatWaitsForLeftOutAndFinishedCommandsGoesOn() {
        Job job = farm.submit(job(frames("a", "1-2"), frames("b", "1", after("a"))));
        assertThat(statuses(job)).isEqualTo("RR B");
        farm.ask(new SkipCommands(only(named(job, "a"), null, null)));
        assertThat(statuses(job)).isEqualTo("SS R");
        farm.ask(new RetryJob(Selection.of(new Target.One(new CommandId(1))), true));
        assertThat(statuses(job)).isEqualTo("RS B");
        farm.ask(new FinishCommands(Selection.of(new Target.Node(new TaskId(1)))));
        assertThat(statuses(job)).isEqualTo("DD R");
    }

    @Test
    void chunksAreFoundByAnyOfTheirFramesAndCommandsByTheirNumbers() {
        Job job = farm.submit(job(new TaskSpec(
                "a",
                new CommandLine(List.of("r"), false),
                FrameRange.parse("1-20x2"),
                3,
                List.of(),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT)));
        farm.ask(new CancelJob(only(all(job), null, "6,9,19")));
        assertThat(statuses(job)).isEqualTo("RCRC");
        farm.ask(new SkipCommands(
                new Selection(all(job), null, null, List.of(new NumberRange(1, 1), new NumberRange(3, 99)), false)));
        assertThat(statuses(job)).isEqualTo("SCSS");
    }

    @Test
    void aRunningCommandThatIsTakenAsDoneIsStoppedAndKeepsItsWorkerUntilThen() {
        Job job = farm.submit(job(frames("a", "1")));
        farm.workers(1);
        farm.plan();
        farm.ask(new FinishCommands(Selection.of(job.id())));
        assertThat(statuses(job)).isEqualTo("D");
        assertThat(farm.command(1).isWanted()).isFalse();
        assertThat(job.leaseCount()).isEqualTo(1);
        farm.end(1, Outcome.FAILED);
        assertThat(job.leaseCount()).isZero();
        assertThat(farm.command(1).failures()).isZero();
        assertThat(statuses(job)).isEqualTo("D");
    }

    @Test
    void requeuedAndKilledCommandsBurnNoTry() {
        Job job = farm.submit(job(task("a", "1-2", FarmFixture.attempts(1))));
        farm.workers(2);
        farm.plan();
        farm.ask(new PauseJob(all(job), Running.REQUEUED, false));
        assertThat(statuses(job)).isEqualTo("RR");
        assertThat(farm.command(1).isWanted()).isFalse();
        farm.end(1, Outcome.STOPPED);
        farm.end(2, Outcome.FAILED);
        assertThat(farm.plan()).isEmpty();
        farm.ask(new ResumeJob(job.id()));
        assertThat(farm.plan()).hasSize(2);
        assertThat(farm.command(2).attempt()).isEqualTo(2);
        assertThat(farm.command(2).failures()).isZero();
        farm.ask(new PauseJob(all(job), Running.KILLED, false));
        assertThat(statuses(job)).isEqualTo("CC");
        assertThat(farm.command(2).failures()).isZero();
        assertThat(job.isPaused()).isTrue();
    }

    @Test
    void tasksAndGroupsArePausedAloneAndThatLasts() {
        GroupSpec group = new GroupSpec(
                "g",
                List.of(),
                true,
                TaskSettings.NONE,
                List.of(frames("b", "1")),
                List.of(),
                Precedence.DEFAULT,
                Strategy.FIFO);
        Job job = farm.submit(FarmFixture.grouped(List.of(frames("a", "1")), group));
        farm.workers(2);
        farm.ask(new PauseJob(named(job, "a"), Running.GOES_ON, false));
        assertThat(farm.plan()).isEmpty();
        assertThat(reloaded().rows(1)).isEqualTo(farm.farm.rows(1));
        farm.ask(new ResumeJob(named(job, "g"), false));
        assertThat(farm.plan()).hasSize(1);
        Farm again = reloaded();
        assertThat(again.rows(1)).isEqualTo(farm.farm.rows(1));
        assertThat(again.findNode(new TaskId(1)).isHeldBack()).isTrue();
        assertThat(again.findNode(new TaskId(3)).isHeldBack()).isFalse();
        farm.ask(new ResumeJob(all(job), true));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void cascadeReachesWhatWaitsDirectlyThroughOthersAndThroughGroups() {
        GroupSpec group = new GroupSpec(
                "g",
                List.of(after("b")),
                false,
                TaskSettings.NONE,
                List.of(frames("c", "1")),
                List.of(),
                Precedence.DEFAULT,
                Strategy.FIFO);
        Job job = farm.submit(FarmFixture.grouped(
                List.of(
                        frames("a", "1-2"),
                        frames("b", "1", after("a")),
                        frames("d", "1", after("c")),
                        frames("e", "1")),
                group));
        farm.ask(new CancelJob(new Selection(named(job, "a"), null, FrameRange.of(1), List.of(), true)));
        assertThat(statuses(job)).isEqualTo("CR C C R C");
        farm.ask(new PauseJob(named(job, "b"), Running.GOES_ON, true));
        assertThat(job.nodes().stream().filter(node -> node.isPaused()).map(node -> node.name()))
                .containsExactly("b", "d", "g", "c");
        farm.ask(new ResumeJob(named(job, "b"), true));
        assertThat(job.nodes()).noneMatch(node -> node.isPaused());
    }

    @Test
    void whatIsSoAlreadyIsAnsweredAndNotAudited() {
        Job job = farm.submit(job(frames("a", "1-3")));
        farm.ask(new CancelJob(job.id()));
        farm.ask(new PauseJob(job.id()));
        farm.changes.clear();
        farm.ask(new CancelJob(job.id()));
        farm.ask(new PauseJob(job.id()));
        farm.ask(new PauseJob(all(job), Running.KILLED, true));
        farm.ask(new SkipCommands(only(all(job), Status.READY, null)));
        farm.ask(new FinishCommands(only(all(job), null, "9")));
        assertThat(farm.changes).isEmpty();
    }

    @Test
    void theAuditSaysWhatStoodWhereBefore() {
        Job job = farm.submit(job(frames("a", "1-3")));
        farm.workers(1);
        farm.plan();
        farm.ask(new CancelJob(only(named(job, "a"), null, "1-2")));
        assertThat(farm.changes).last().isInstanceOfSatisfying(Change.Audited.class, change -> {
            assertThat(change.row().verb()).isEqualTo("cancel");
            assertThat(change.row().target()).isEqualTo("task a of job 1, frames 1-2");
            assertThat(change.row().jobId()).isEqualTo(1);
            assertThat(change.row().before()).isEqualTo("1 ready, 1 assigned");
            assertThat(change.row().after()).isEqualTo("2 canceled");
            assertThat(change.row().number()).isEqualTo(2);
        });
        assertThat(farm.farm.numbers().audit()).isEqualTo(3);
    }

    @Test
    void whatIsNotThereIsRefused() {
        Job job = farm.submit(job(frames("a", "1")));
        assertThat(farm.refusal(new CancelJob(new JobId(9))).type()).isEqualTo("unknown-job");
        assertThat(farm.refusal(new CancelJob(Selection.of(named(job, "b")))).type())
                .isEqualTo("unknown-task");
        assertThat(farm.refusal(new PauseJob(new Target.Node(new TaskId(2)), Running.GOES_ON, false))
                        .type())
                .isEqualTo("unknown-task");
        Target command = new Target.One(new CommandId(2));
        assertThat(farm.refusal(new SkipCommands(Selection.of(command))).type()).isEqualTo("unknown-command");
        Target one = new Target.One(new CommandId(1));
        assertThat(farm.refusal(new PauseJob(one, Running.GOES_ON, false)).type())
                .isEqualTo("conflict");
        assertThat(farm.refusal(new ResumeJob(one, false)).type()).isEqualTo("conflict");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL, READY ASSIGNED RUNNING",
        "RETRY, FAILED CANCELED",
        "RETRY_ALL, DONE FAILED CANCELED SKIPPED",
        "FINISH, READY ASSIGNED RUNNING FAILED CANCELED SKIPPED",
        "SKIP, READY ASSIGNED RUNNING FAILED CANCELED",
        "REQUEUE, ASSIGNED RUNNING",
        "KILL, ASSIGNED RUNNING"
    })
    void everyMoveChangesItsStatuses(Move move, String statuses) {
        for (Status status : Status.values()) {
            boolean isOwn = status != Status.BLOCKED && status != Status.PAUSED;
            if (isOwn) {
                assertThat(move.changes(status))
                        .as("%s of %s", move, status)
                        .isEqualTo(List.of(statuses.split(" ", -1)).contains(status.name()));
            }
        }
    }
}
