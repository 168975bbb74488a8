package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunState;
import org.puli.api.view.CommandView;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.ShowCommand;
import org.puli.farm.request.Target;

/** What people read of one command, also of one that was never touched. */
class CommandShowTest {
    private final FarmFixture farm = farm().workers(1);

    private CommandView shown(long command) {
        return farm.ask(new ShowCommand(new CommandId(command)));
    }

    private static TaskSpec chunked(String argument, @Nullable FrameRange frames, int chunk) {
        CommandLine line = new CommandLine(List.of("render", argument), false);
        return new TaskSpec(
                "render", line, frames, chunk, List.of(), List.of(), false, TaskSettings.NONE, Precedence.DEFAULT);
    }

    private RunState running(long command, @Nullable Double progress) {
        Command it = farm.command(command);
        return new RunState(it.ref(), it.leaseId(), RunState.Phase.RUNNING, 7, progress);
    }

    @Test
    void aCommandOfAFrameIsCalledByIt() {
        farm.submit(job(frames("render", "7-9")));
        assertThat(shown(2).name()).isEqualTo("render 8");
        assertThat(shown(2).frames()).isEqualTo("8");
        assertThat(shown(2).arguments()).containsExactly("render", "8");
    }

    @Test
    void oneWithoutFramesIsCalledLikeItsTask() {
        farm.submit(job(chunked("all", null, 1)));
        assertThat(shown(1).name()).isEqualTo("render");
        assertThat(shown(1).frames()).isNull();
    }

    @Test
    void oneOfAListIsCalledByItsPlaceInIt() {
        CommandLine first = new CommandLine(List.of("first"), false);
        CommandLine second = new CommandLine(List.of("second", "{frame}"), false);
        farm.submit(job(new TaskSpec(
                "list",
                null,
                null,
                1,
                List.of(first, second),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT)));
        assertThat(shown(1).name()).isEqualTo("list #1");
        assertThat(shown(2).name()).isEqualTo("list #2");
        assertThat(shown(2).arguments()).as("without frames the braces stay").containsExactly("second", "{frame}");
    }

    @Test
    void aChunkThatRunsFrameByFrameIsShownAsItWasWritten() {
        farm.submit(job(chunked("{frame}", FrameRange.parse("1-5"), 2)));
        assertThat(shown(1).name()).isEqualTo("render 1-2");
        assertThat(shown(1).arguments()).containsExactly("render", "{frame}");
        assertThat(shown(3).arguments()).as("its last chunk is one frame").containsExactly("render", "5");
    }

    @Test
    void aChunkThatRunsOnceIsShownWithItsFrames() {
        farm.submit(job(chunked("{first}..{last}", FrameRange.parse("1-4"), 2)));
        assertThat(shown(2).arguments()).containsExactly("render", "3..4");
    }

    @Test
    void whatRunsShowsItsWorkerItsStartAndHowFarItIs() {
        farm.submit(job(frames("render", "1")));
        farm.plan();
        assertThat(shown(1).startedAt()).isNull();
        farm.sync(farm.report("w1", "boot").running(running(1, null)));
        assertThat(shown(1).progress()).isNull();
        farm.sync(farm.report("w1", "boot").running(running(1, 0.25)));
        CommandView view = shown(1);
        assertThat(view.status()).isEqualTo(Status.RUNNING);
        assertThat(view.worker()).isEqualTo(new WorkerName("w1"));
        assertThat(view.startedAt()).isEqualTo(7);
        assertThat(view.endedAt()).isNull();
        assertThat(view.progress()).isEqualTo(0.25);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(shown(1).progress()).as("nothing is on its way any more").isNull();
        assertThat(shown(1).endedAt()).isEqualTo(farm.millis);
        assertThat(shown(1).exitCode()).isZero();
    }

    @Test
    void aNewTryBeginsWithoutTheProgressOfTheOldOne() {
        farm.submit(job(task("render", "1", attempts(2))));
        farm.plan();
        farm.sync(farm.report("w1", "boot").running(running(1, 0.9)));
        farm.end(1, EndedRun.Outcome.FAILED);
        farm.plan();
        farm.sync(farm.report("w1", "boot").running(running(1, null)));
        assertThat(shown(1).status()).isEqualTo(Status.RUNNING);
        assertThat(shown(1).attempt()).isEqualTo(2);
        assertThat(shown(1).progress()).isNull();
    }

    @Test
    void aFailureIsShownWithItsExitCodeAndTheWorkerThatIsAvoided() {
        farm.submit(job(task("render", "1", attempts(2))));
        farm.plan();
        assertThat(shown(1).avoided()).isNull();
        farm.exit(1, 3, 10);
        CommandView view = shown(1);
        assertThat(view.status()).isEqualTo(Status.READY);
        assertThat(view.exitCode()).isEqualTo(3);
        assertThat(view.failures()).isEqualTo(1);
        assertThat(view.avoided()).containsExactly(new WorkerName("w1"));
    }

    @Test
    void aCanceledOneIsStoppingUntilItsWorkerSaysThatItIsGone() {
        Job job = farm.submit(job(frames("render", "1")));
        farm.plan();
        assertThat(shown(1).stopping()).isFalse();
        farm.ask(new CancelJob(job.id()));
        assertThat(shown(1).stopping()).isTrue();
        farm.end(1, EndedRun.Outcome.STOPPED);
        assertThat(shown(1).stopping()).isFalse();
        assertThat(shown(1).exitCode())
                .as("a stopped one returned nothing of its own")
                .isNull();
    }

    @Test
    void oneThatAPersonHoldsIsShownAsPaused() {
        farm.submit(job(frames("render", "1-2")));
        farm.ask(new HoldCommands(Selection.of(new Target.One(new CommandId(1))), Running.GOES_ON));
        assertThat(shown(1).paused()).isTrue();
        assertThat(shown(2).paused()).isFalse();
    }
}
