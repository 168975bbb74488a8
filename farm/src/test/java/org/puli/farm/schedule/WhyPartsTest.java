package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.requiring;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.WhyView;
import org.puli.api.view.WhyView.Part;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.ExplainCommand;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.Target;

/** Each kind of work that waits is told with its own reason, in a useful order. */
class WhyPartsTest {
    private static final int HOUR = 3_600_000;

    private final FarmFixture farm = farm();

    private WhyView ofJob(Job job) {
        farm.plan();
        return farm.ask(new ExplainJob(job.id()));
    }

    private @Nullable Long expected(long command) {
        farm.plan();
        return farm.ask(new ExplainCommand(new CommandId(command))).expectedAt();
    }

    private List<Part> partsOf(String worker) {
        farm.plan();
        return farm.why.ofWorker(farm.worker(worker)).parts();
    }

    private static TaskSpec forTag(String tag) {
        return task("a", "1", requiring(new Requirements(List.of(tag), List.of(), Map.of(), List.of(), List.of())));
    }

    private static Dependency.Time later(int hours) {
        return new Dependency.Time(null, Duration.ofHours(hours));
    }

    @Test
    void aWorkerIsToldOfWorkForWhichNobodyIsRightAfterAllElse() {
        farm.workers(1);
        farm.submit(job(90, 1, forTag("nobody")));
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer()).endsWith("it gets nothing now");
        assertThat(partsOf("w1")).containsExactly(new Part("job 1, task 'a'", "without tag nobody", List.of()));
        farm.submit(job(frames("b", "1-2")));
        assertThat(partsOf("w1")).extracting(Part::work).containsExactly("job 2, task 'b'", "job 1, task 'a'");
    }

    @Test
    void aWorkerIsToldOfWorkForWhichItIsBlocked() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1")));
        farm.ask(new BlockWorker(job.id(), null, farm.worker("w1").name(), "ada", null));
        assertThat(partsOf("w1")).containsExactly(new Part("job 1, task 'a'", "blocklisted for this task", List.of()));
        farm.ask(new PauseJob(job.id()));
        farm.plan();
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer()).endsWith("nothing waits in its pools");
    }

    @Test
    void whatAWorkerLacksComesBeforeWhatItsJobLacks() {
        farm.workers(1).license("nuke", 0);
        farm.submit(job(task("a", "1", licensed("nuke", 1).withCores(9.0))));
        assertThat(partsOf("w1")).extracting(Part::reason).containsExactly("with fewer than 9 cores");
    }

    @Test
    void moreThanTwentyKindsOfWorkForAWorkerAreCounted() {
        farm.workers(1);
        farm.submit(job(IntStream.rangeClosed(1, 22)
                .mapToObj(i -> task("t" + i, "1", cores(100 + i)))
                .toArray(TaskSpec[]::new)));
        assertThat(partsOf("w1")).hasSize(20);
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer()).endsWith("; and 2 more kinds of work wait");
    }

    @Test
    void eachTaskThatWaitsIsToldWithItsReason() {
        farm.workers(1).license("nuke", 0);
        Job job = farm.submit(job(
                frames("timed", "1", later(2)),
                task("fails", "1", attempts(1)),
                frames("late", "1", after("fails")),
                frames("held", "1"),
                task("seats", "1", licensed("nuke", 1))));
        farm.ask(new PauseJob(new Target.NodeOfJob(job.id(), "held"), Running.GOES_ON, false));
        farm.plan();
        farm.end(2, Outcome.FAILED);
        WhyView why = ofJob(job);
        assertThat(why.answer())
                .isEqualTo("waits for license nuke (0/0 in use, 1 needed); and 3 more kinds of work wait");
        assertThat(why.advice()).isEqualTo("puli license set nuke MORE");
        assertThat(why.parts())
                .extracting(Part::work)
                .containsExactly("task 'seats'", "task 'late'", "task 'held'", "task 'timed'");
        assertThat(why.parts())
                .extracting(Part::reason)
                .containsExactly(
                        "it waits for license nuke (0/0 in use, 1 needed)",
                        "it waits for 'fails' to end done, but that is FAILED",
                        "it is paused",
                        "it waits for 2h after its submit, " + Instant.ofEpochMilli(farm.millis + 2 * HOUR));
    }

    @Test
    void whereTheFirstJustWaitsItIsToldWhatHelpsAnother() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1-2"), frames("b", "1"), frames("c", "1", later(1))));
        farm.ask(new PauseJob(new Target.NodeOfJob(job.id(), "b"), Running.GOES_ON, false));
        assertThat(ofJob(job).answer()).startsWith("waits: every worker").endsWith("; and 2 more kinds of work wait");
        assertThat(ofJob(job).advice()).isEqualTo("puli job resume 1 --task b");
    }

    @Test
    void theSentenceIsAboutTheTaskThatIsExpectedFirst() {
        farm.workers(1);
        Job job = farm.submit(job(frames("late", "1", later(9)), frames("soon", "1", later(1))));
        assertThat(ofJob(job).answer())
                .isEqualTo("waits: task 'soon' waits for 1h after its submit, "
                        + Instant.ofEpochMilli(farm.millis + HOUR) + "; and 1 more kind of work waits");
        assertThat(ofJob(job).expectedAt()).isEqualTo(farm.millis + HOUR);
        assertThat(ofJob(job).advice()).isEqualTo("puli job resume 1 --task soon --now");
        farm.ask(new PauseJob(new Target.NodeOfJob(job.id(), "late"), Running.GOES_ON, false));
        assertThat(ofJob(job).answer()).startsWith("waits: task 'late' is paused");
        assertThat(ofJob(job).expectedAt()).isNull();
    }

    @Test
    void workThatNobodyTakesComesBeforeNothing() {
        farm.workers(1);
        farm.submit(job(90, 1, forTag("nobody")));
        Job job = farm.submit(job(frames("a", "1-2")));
        assertThat(ofJob(job).answer()).endsWith("it is the first in line");
    }

    @Test
    void aTimeIsExpectedOfACommandToo() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1-2", later(1))));
        assertThat(expected(1)).isEqualTo(farm.millis + HOUR);
        assertThat(expected(2)).isEqualTo(farm.millis + HOUR);
        Selection second = Selection.of(new Target.One(new CommandId(2)));
        farm.ask(new HoldCommands(second, Running.GOES_ON));
        assertThat(expected(2)).isNull();
        farm.ask(new PauseJob(job.id()));
        assertThat(expected(1)).isNull();
    }

    @Test
    void whatPausesBeforeItsNextTryIsLeftToStart() {
        farm.workers(1);
        Duration minute = Duration.ofMinutes(1);
        FailurePolicy delayed = new FailurePolicy(minute, null, null, null, null, null, null, null, null, null, null);
        Job job = farm.submit(job(task("a", "1", attempts(2).withFailurePolicy(delayed))));
        farm.plan();
        farm.end(1, Outcome.FAILED);
        assertThat(ofJob(job).answer())
                .isEqualTo("waits: task 'a' has 1 command waiting for a pause before the next try");
    }
}
