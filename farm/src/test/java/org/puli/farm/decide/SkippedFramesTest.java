package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.run;
import static org.puli.farm.FarmFixture.running;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunState;
import org.puli.api.sync.RunState.Phase;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.CommandShow;
import org.puli.farm.FarmFixture;
import org.puli.farm.OrdersShow;
import org.puli.farm.Worker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;

/** A further try of a command leaves out the frames that are finished, where its task wants that. */
class SkippedFramesTest {
    private final FarmFixture farm = farm().workers(1);

    private Command started(@Nullable Boolean skips, int attempts) {
        CommandLine line = new CommandLine(List.of("render", "{first}", "{last}"), false);
        TaskSettings settings = TaskSettings.NONE.withAttempts(attempts).withSkipDoneFrames(skips);
        farm.submit(job(new TaskSpec(
                "render",
                line,
                FrameRange.parse("1-20"),
                10,
                List.of(),
                List.of(),
                false,
                settings,
                Precedence.DEFAULT)));
        farm.plan();
        return farm.command(1);
    }

    private static EndedRun told(Command command, Outcome outcome, String frames) {
        return run(command, outcome).withFramesDone(FrameRange.parse(frames));
    }

    private void fail(Command command, String frames) {
        farm.sync(farm.report("w1", "boot").ended(told(command, Outcome.FAILED, frames)));
    }

    private void tell(Command command, Phase phase, String frames) {
        Progress progress = new Progress(0.5, null, FrameRange.parse(frames));
        farm.sync(farm.report("w1", "boot").running(RunState.of(command.ref(), command.leaseId(), phase, 5, progress)));
    }

    private RunDetails ordered() {
        farm.plan();
        Worker worker = farm.worker("w1");
        return requireNonNull(OrdersShow.wanted(farm.farm, worker).getFirst().details());
    }

    private static @Nullable String shown(Command command) {
        return CommandShow.view(command.task(), command.index()).framesDone();
    }

    @Test
    void theNextTryGetsWhatIsLeft() {
        Command command = started(true, 3);
        assertThat(ordered().stretches()).isNull();
        fail(command, "1-3,7");
        assertThat(shown(command)).isEqualTo("1-3,7");
        RunDetails second = ordered();
        assertThat(second.frames()).hasToString("4-6,8-10");
        assertThat(second.stretches()).extracting(FrameRange::toString).containsExactly("4-6", "8-10");
        fail(command, "4,8-9");
        RunDetails third = ordered();
        assertThat(third.frames()).hasToString("5-6,10");
        farm.sync(farm.report("w1", "boot").ended(run(command, Outcome.DONE)));
        assertThat(command.status()).isEqualTo(Status.DONE);
        assertThat(shown(command)).isNull();
    }

    @Test
    void aTaskThatDoesNotSaySoRunsAllFramesAgainAndShowsWhatIsKnown() {
        Command command = started(null, 2);
        fail(command, "1-3");
        assertThat(shown(command)).isEqualTo("1-3");
        RunDetails second = ordered();
        assertThat(second.frames()).hasToString("1-10");
        assertThat(second.stretches()).isNull();
    }

    @Test
    void framesOfARunningTryAreShownWithThoseOfEarlierOnes() {
        Command command = started(true, 2);
        fail(command, "1-3");
        farm.plan();
        tell(command, Phase.RUNNING, "4");
        assertThat(shown(command)).isEqualTo("1-4");
        assertThat(command.framesDone()).hasToString("1-3");
    }

    @Test
    void whatALostWorkerToldLastCounts() {
        Command command = started(true, 1);
        tell(command, Phase.RUNNING, "1-6");
        farm.pass(Rules.DEFAULT.lostAfterMillis() + 1);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.framesDone()).hasToString("1-6");
    }

    @Test
    void aPersonWhoTakesACommandBackOrRetriesItKeepsWhatIsFinished() {
        Command command = started(true, 1);
        tell(command, Phase.RUNNING, "1-2");
        farm.ask(new PauseWorker(command.holder().name(), "maintenance", Running.REQUEUED));
        farm.ask(new ResumeWorker(new WorkerName("w1")));
        farm.sync(farm.report("w1", "boot").ended(told(command, Outcome.STOPPED, "1-3")));
        assertThat(ordered().frames())
                .as("what is told after the command was taken back comes too late")
                .hasToString("3-10");
        fail(command, "3-5");
        assertThat(command.status()).isEqualTo(Status.FAILED);
        farm.ask(new RetryJob(command.task().job().id(), false));
        assertThat(ordered().frames()).hasToString("6-10");
    }

    @Test
    void aPersonWhoRetriesAllGetsEveryFrameAgain() {
        Command command = started(true, 2);
        tell(command, Phase.RUNNING, "1-2");
        farm.ask(new CancelJob(command.task().job().id()));
        assertThat(command.framesDone()).hasToString("1-2");
        farm.ask(new RetryJob(command.task().job().id(), true));
        assertThat(command.framesDone()).isNull();
        tell(command, Phase.STOPPING, "1-4");
        farm.sync(farm.report("w1", "boot").ended(told(command, Outcome.STOPPED, "1-4")));
        assertThat(command.framesDone())
                .as("the attempt that was stopped before says nothing any more")
                .isNull();
        assertThat(ordered().frames()).hasToString("1-10");
    }

    @Test
    void retryingAllAlsoMeansACommandThatIsReadyForItsNextTry() {
        Command command = started(true, 2);
        fail(command, "1-3");
        assertThat(command.status()).isEqualTo(Status.READY);
        farm.ask(new RetryJob(command.task().job().id(), true));
        assertThat(command.framesDone()).isNull();
        assertThat(command.failures()).isEqualTo(1);
    }

    @Test
    void anAttemptThatFinishedAllAndFailedIsDoneAnewAsAWhole() {
        Command command = started(true, 2);
        fail(command, "1-10");
        assertThat(command.framesDone()).isNull();
        assertThat(ordered().frames()).hasToString("1-10");
    }

    @Test
    void whatIsFinishedIsInTheRow() {
        Command command = started(true, 2);
        fail(command, "1-3,7");
        assertThat(command.row().framesDone()).isEqualTo("1-3,7");
        assertThat(running(command).framesDone()).isNull();
    }
}
