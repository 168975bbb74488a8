package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.CommandView;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.RetryJob;

/** What a person sees of one command, whether it ever started or not. */
class ShownCommandsTest {
    private final FarmFixture farm = FarmFixture.farm();

    private static CommandLine line(String... arguments) {
        return new CommandLine(List.of(arguments), false);
    }

    private static TaskSpec spec(@Nullable String frames, int chunk, @Nullable CommandLine line, CommandLine... lines) {
        FrameRange range = frames == null ? null : FrameRange.parse(frames);
        return new TaskSpec(
                "task", line, range, chunk, List.of(lines), List.of(), false, TaskSettings.NONE, Precedence.DEFAULT);
    }

    private List<CommandView> shown(TaskSpec spec) {
        Task task = farm.submit(job(spec)).tasks().getFirst();
        return IntStream.range(0, task.commandCount())
                .mapToObj(i -> CommandShow.view(task, i))
                .toList();
    }

    @Test
    void aFrameStandsInTheNameAndInTheCommandLine() {
        CommandView second =
                shown(spec("1-3", 1, line("render", "--frame={frame:04}"))).get(1);
        assertThat(second.name()).isEqualTo("task 2");
        assertThat(second.frames()).isEqualTo("2");
        assertThat(second.arguments()).containsExactly("render", "--frame=0002");
    }

    @Test
    void aCommandWithoutFramesIsCalledAsItsTaskAndKeepsItsBraces() {
        CommandView only = shown(spec(null, 1, line("publish", "{frame}"))).getFirst();
        assertThat(only.name()).isEqualTo("task");
        assertThat(only.frames()).isNull();
        assertThat(only.arguments()).containsExactly("publish", "{frame}");
    }

    @Test
    void commandsWithLinesOfTheirOwnAreNumberedFromOne() {
        List<CommandView> all = shown(spec(null, 1, null, line("bake", "rocks"), line("bake", "trees")));
        assertThat(all).extracting(CommandView::name).containsExactly("task #1", "task #2");
        assertThat(all.get(1).arguments()).containsExactly("bake", "trees");
    }

    @Test
    void aChunkIsNamedByItsFramesAndItsEndsAreFilledIn() {
        List<CommandView> all = shown(spec("1-7", 5, line("render", "{first}..{last}")));
        assertThat(all).extracting(CommandView::name).containsExactly("task 1-5", "task 6-7");
        assertThat(all.get(1).arguments()).containsExactly("render", "6..7");
    }

    @Test
    void aChunkThatRunsOncePerFrameIsShownAsItWasWrittenUnlessItIsOneFrame() {
        List<CommandView> all = shown(spec("1-6", 5, line("render", "{frame}")));
        assertThat(all.getFirst().arguments()).containsExactly("render", "{frame}");
        assertThat(all.get(1).name()).isEqualTo("task 6");
        assertThat(all.get(1).arguments()).containsExactly("render", "6");
    }

    private CommandView first() {
        return CommandShow.view(farm.command(1).task(), 0);
    }

    @Test
    void whatNeverStartedSaysNothingOfWorkersAndTimes() {
        Task task = farm.submit(job(frames("a", "1"))).tasks().getFirst();
        CommandView fresh = CommandShow.view(task, 0);
        assertThat(fresh.status()).isEqualTo(Status.READY);
        assertThat(fresh.attempt()).isZero();
        assertThat(fresh.worker()).isNull();
        assertThat(fresh.startedAt()).isNull();
        farm.workers(1).plan();
        assertThat(first().status()).isEqualTo(Status.ASSIGNED);
        assertThat(first().attempt()).isEqualTo(1);
        assertThat(first().worker()).isEqualTo(new WorkerName("w1"));
        assertThat(first().startedAt()).isNull();
        assertThat(first().endedAt()).isNull();
    }

    @Test
    void aCanceledCommandIsShownAsStoppingUntilItsProcessesAreGone() {
        Job job = farm.submit(job(frames("a", "1")));
        farm.workers(1).plan();
        assertThat(first().stopping()).isFalse();
        farm.ask(new CancelJob(job.id()));
        assertThat(first().status()).isEqualTo(Status.CANCELED);
        assertThat(first().stopping()).isTrue();
        farm.end(1, Outcome.STOPPED);
        assertThat(first().stopping()).isFalse();
    }

    @Test
    void aFailureTellsWhereAndWhenAndIsAvoidedThereAfterAndForgottenByARetry() {
        Job job = farm.submit(job(FarmFixture.task("a", "1", FarmFixture.attempts(2))));
        farm.workers(1).plan();
        assertThat(first().avoided()).isNull();
        farm.exit(1, 7, 50);
        assertThat(first().failures()).isEqualTo(1);
        assertThat(first().attempts()).isEqualTo(2);
        assertThat(first().avoided()).containsExactly(new WorkerName("w1"));
        farm.plan();
        farm.exit(1, 7, 50);
        assertThat(first().status()).isEqualTo(Status.FAILED);
        assertThat(first().exitCode()).isEqualTo(7);
        assertThat(first().startedAt()).isEqualTo(5);
        assertThat(first().endedAt()).isEqualTo(farm.millis);
        farm.ask(new RetryJob(job.id(), false));
        assertThat(first().failures()).isZero();
        assertThat(first().avoided()).isNull();
    }
}
