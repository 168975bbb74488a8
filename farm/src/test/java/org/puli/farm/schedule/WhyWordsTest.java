package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.limited;
import static org.puli.farm.FarmFixture.placed;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.WhyView;
import org.puli.farm.Command;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Task;
import org.puli.farm.change.Change;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Target;

/** What is said of work that does not start. */
class WhyWordsTest {
    private final FarmFixture farm = farm();

    private WhyView why(Job job) {
        farm.plan();
        return farm.why.ofJob(job);
    }

    private WhyView ofCommand(long command) {
        Task task = requireNonNull(farm.farm.findTask(new CommandId(command)));
        return farm.why.ofCommand(task, task.indexOf(new CommandId(command)));
    }

    private WhyView whyCommand(long command) {
        farm.plan();
        return ofCommand(command);
    }

    private static TaskSpec[] kinds(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> task("t" + i, "1", cores(100 + i)))
                .toArray(TaskSpec[]::new);
    }

    private void startNext() {
        farm.start(requireNonNull(farm.planner.findNext()));
    }

    @Test
    void whatHasJustStartedWaitsNoMore() {
        farm.workers(1, 2);
        Job job = farm.submit(job(frames("a", "1")));
        startNext();
        assertThat(farm.why.ofJob(job).answer()).isEqualTo("runs all that it can: nothing is left to start");
        farm.submit(job(frames("b", "1")));
        startNext();
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer())
                .isEqualTo("runs 2 commands and has 0.0 cores free; nothing waits in its pools");
    }

    @Test
    void whatHasJustFailedIsAboutToStartAgain() {
        farm.workers(2);
        farm.submit(job(task("a", "1", attempts(2))));
        startNext();
        farm.plan();
        farm.exit(1, 1, 60_000);
        assertThat(ofCommand(1).answer()).isEqualTo("is about to start");
        assertThat(farm.why.ofWorker(farm.worker("w2")).parts())
                .containsExactly(new WhyView.Part("job 1, task 'a'", "the worker could take it", List.of()));
    }

    @Test
    void nothingIsExpectedOfWhatHasJustStarted() {
        farm.workers(2);
        Moment now = new Moment(farm.millis, farm.millis);
        Job job = farm.submit(job(task("a", "1", attempts(2))));
        assertThat(farm.ask(new ExplainJob(job.id())).expectedAt()).isEqualTo(farm.millis);
        startNext();
        assertThat(farm.ask(new ExplainJob(job.id())).expectedAt()).isNull();
        farm.plan();
        farm.exit(1, 1, 60_000);
        assertThat(farm.why.outlook().ofCommand(job.tasks().getFirst(), 0, now)).isEqualTo(farm.millis);
    }

    @Test
    void aJobOfSeveralKindsOfWorkTellsOfTheFirstAndCountsTheOthers() {
        farm.workers(1);
        WhyView two = why(farm.submit(job(kinds(2))));
        assertThat(two.answer())
                .isEqualTo("waits: no worker takes it (1 worker: 1 with fewer than 101 cores);"
                        + " and 1 more kind of work waits");
        assertThat(two.parts()).extracting(WhyView.Part::work).containsExactly("task 't1'", "task 't2'");
        assertThat(why(farm.submit(job(kinds(3)))).answer()).endsWith("; and 2 more kinds of work wait");
    }

    @Test
    void twentyKindsOfWorkAreToldInFullAndAllAreCounted() {
        WhyView why = why(farm.submit(job(kinds(25))));
        assertThat(why.parts()).hasSize(20);
        assertThat(why.answer()).endsWith("; and 24 more kinds of work wait");
    }

    @Test
    void aJobWhoseLastCommandsRunHasNothingLeftToStart() {
        farm.workers(2);
        Job job = farm.submit(job(frames("a", "1-2")));
        farm.plan();
        farm.apply(new Change.CommandStarted(farm.command(1).ref(), farm.millis));
        assertThat(farm.reasons.of(job)).isNull();
        assertThat(why(job).answer()).isEqualTo("runs all that it can: nothing is left to start");
    }

    @Test
    void whatHoldsBackTheRestOfARunningJobIsTold() {
        farm.workers(2);
        Job waits = farm.submit(job(frames("a", "1"), frames("b", "1", after("a"))));
        assertThat(why(waits).answer()).isEqualTo("runs all that it can: task 'b' waits for 'a' to end done");
        Job paused = farm.submit(job(frames("a", "1"), frames("b", "1")));
        farm.ask(new PauseJob(new Target.NodeOfJob(paused.id(), "b"), Running.GOES_ON, false));
        assertThat(why(paused).answer()).isEqualTo("runs all that it can: task 'b' is paused");
    }

    @Test
    void aTaskAtItsMaximumSaysSo() {
        farm.workers(2);
        Job job = farm.submit(job(placed("a", "1-9", new Precedence(50, 1, 1))));
        assertThat(why(job).answer())
                .isEqualTo("runs all that it can: task 'a' runs 1 command, as many as its maximum");
        assertThat(why(job).advice()).isEqualTo("puli job set 1 --task a maxWorkers=MORE");
        assertThat(whyCommand(2).answer()).isEqualTo("waits: its task runs 1 command, as many as its maximum");
        assertThat(whyCommand(2).advice()).isEqualTo("puli job set 1 --task a maxWorkers=MORE");
    }

    @Test
    void ofSeveralGroupsTheInnermostThatIsAtItsMaximumIsNamed() {
        farm.workers(3);
        GroupSpec inner = group("lighting v2", 2, List.of(frames("a", "1-9")));
        GroupSpec outer = group("shot", 2, List.of()).withTree(List.of(), List.of(inner));
        Job job = farm.submit(FarmFixture.grouped(List.of(), outer));
        assertThat(why(job).answer())
                .isEqualTo("runs all that it can: task 'a' is in group 'lighting v2', which runs 2 commands, as many as"
                        + " its maximum");
        Task a = job.tasks().getLast();
        assertThat(WaitAdvice.of(farm.farm, a))
                .isEqualTo("puli job set 1 --task " + requireNonNull(a.parent()).id() + " maxWorkers=MORE");
    }

    @Test
    void theMaximumOfAGroupIsNoMatterWhileItsTaskWaitsForAnother() {
        farm.workers(1);
        GroupSpec group = group("g", 1, List.of(frames("a", "1-2"), frames("b", "1", after("a"))));
        Job job = farm.submit(FarmFixture.grouped(List.of(), group));
        farm.plan();
        assertThat(WaitAdvice.of(farm.farm, job.tasks().getLast())).isNull();
        assertThat(WaitAdvice.of(farm.farm, job.tasks().getFirst()))
                .isEqualTo("puli job set 1 --task g maxWorkers=MORE");
    }

    private static GroupSpec group(String name, int most, List<TaskSpec> tasks) {
        Precedence place = new Precedence(50, 1, most);
        return new GroupSpec(name, List.of(), false, TaskSettings.NONE, tasks, List.of(), place, Strategy.FIFO);
    }

    @Test
    void aCommandOfAJobAtItsMaximumSaysSo() {
        farm.workers(2);
        farm.submit(limited(1, frames("a", "1-2")));
        assertThat(whyCommand(2).answer()).isEqualTo("waits: its job runs 1 command, as many as its maximum");
    }

    @Test
    void ofFramesThatWaitForFramesOnlyThosePairsAreNamed() {
        farm.workers(2);
        Dependency pair = new Dependency.End(null, "b", Dependency.Outcome.DONE, Dependency.By.FRAME, 0);
        Job job = farm.submit(job(frames("a", "1"), frames("b", "1-2"), frames("c", "1-2", after("a"), pair)));
        farm.plan();
        farm.end(1, Outcome.DONE);
        assertThat(why(job).answer())
                .isEqualTo("runs all that it can: task 'c' waits for single commands of " + pair.words());
    }

    @Test
    void whatFailedIsToldWithItsReasonAndHowToTryAgain() {
        farm.workers(1);
        farm.submit(job(frames("a", "1-2")));
        farm.plan();
        Command first = farm.command(1);
        farm.sync(farm.report("w1", "boot")
                .ended(new EndedRun(
                        first.ref(),
                        first.leaseId(),
                        Outcome.FAILED,
                        null,
                        null,
                        "no such program",
                        5,
                        6,
                        0,
                        0,
                        null,
                        0,
                        0)));
        assertThat(ofCommand(1).answer()).isEqualTo("is FAILED: no such program");
        assertThat(ofCommand(1).advice()).isEqualTo("puli job retry 1");
        farm.plan();
        farm.end(2, Outcome.DONE);
        assertThat(ofCommand(2).answer()).isEqualTo("is DONE");
        assertThat(ofCommand(2).advice()).isNull();
    }

    @Test
    void aWorkerOfNoPoolIsTold() {
        farm.workers(1);
        farm.submit(job(frames("a", "1")));
        farm.ask(new MoveWorkers(
                JobSpec.DEFAULT_POOL, List.of(), List.of(farm.worker("w1").name())));
        WhyView why = farm.why.ofWorker(farm.worker("w1"));
        assertThat(why.answer()).isEqualTo("belongs to no pool");
        assertThat(why.advice()).isEqualTo("puli pool add POOL w1");
    }

    @Test
    void aWorkerForWhichNothingWaitsIsTold() {
        farm.workers(1, 2);
        farm.submit(job(frames("a", "1")));
        farm.plan();
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer())
                .isEqualTo("runs 1 command and has 1.0 cores free; nothing waits in its pools");
    }

    @Test
    void aWorkerTellsWhatWaitsForSeats() {
        farm.workers(1).license("nuke", 0);
        farm.submit(job(task("a", "1", licensed("nuke", 1))));
        farm.submit(job(frames("b", "1-2")));
        farm.plan();
        assertThat(farm.why.ofWorker(farm.worker("w1")).parts())
                .containsExactly(
                        new WhyView.Part("job 1, task 'a'", "it waits for its license", List.of()),
                        new WhyView.Part("job 2, task 'b'", "the worker has too little room left for it", List.of()));
    }

    @Test
    void aPartNamesTheTasksOfItsKindThatAreReady() {
        farm.workers(1);
        Job job = farm.submit(job(
                task("big", "1", cores(9)),
                task("large", "1", cores(9)),
                task("small", "1", cores(2)),
                task("later", "1", cores(9), after("big"))));
        assertThat(why(job).parts())
                .extracting(WhyView.Part::work)
                .containsExactly("tasks 'big', 'large'", "task 'small'", "task 'later'");
        assertThat(whyCommand(3).parts()).extracting(WhyView.Part::work).containsExactly("task 'small'");
    }
}
