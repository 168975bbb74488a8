package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Resources;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.JobView;
import org.puli.api.view.LicenseView;
import org.puli.api.view.PoolView;
import org.puli.api.view.Status;
import org.puli.api.view.TaskView;
import org.puli.api.view.WaitingReason;
import org.puli.api.view.WorkerView;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.farm.change.Change;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Running;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.Target;

/** What a person sees of jobs, tasks, workers, pools and licenses. */
class ShownFarmTest {
    private static final long GB = 1L << 30;

    private final FarmFixture farm = farm();

    private JobView line(Job job) {
        return JobShow.line(job, farm.reasons.of(job));
    }

    @Test
    void aListShowsJobsWithoutTheirTasks() {
        Job job = farm.submit(job(frames("a", "1")));
        assertThat(line(job).tasks()).isNull();
        assertThat(line(job).groups()).isNull();
        JobView whole = farm.ask(new ShowJob(job.id()));
        assertThat(whole.tasks()).hasSize(1);
        assertThat(whole.groups()).isEmpty();
        assertThat(whole.user()).isEqualTo("ada");
    }

    @Test
    void aJobSaysInWordsWhyItWaitsAndNothingWhileItRuns() {
        Job job = farm.submit(job(frames("a", "1")));
        farm.plan();
        assertThat(line(job).waitingText()).isEqualTo("its pool has no worker");
        farm.ask(new PauseJob(job.id()));
        assertThat(line(job).waiting()).isEqualTo(WaitingReason.PAUSED);
        assertThat(line(job).waitingText()).isEqualTo("paused");
        farm.apply(new Change.JobStopped(job.id(), "stopped after 3 failed commands"));
        assertThat(line(job).waitingText()).isEqualTo("stopped after 3 failed commands");
        Job other = farm.workers(1).submit(job(frames("b", "1")));
        farm.plan();
        assertThat(line(other).waiting()).isNull();
        assertThat(line(other).waitingText()).isNull();
    }

    @Test
    void aJobShowsWhenItCameStartedAndEnded() {
        Job job = farm.workers(1).submit(job(frames("a", "1")));
        assertThat(line(job).submittedAt()).isEqualTo(farm.millis);
        farm.plan();
        assertThat(line(job).startedAt()).isNull();
        farm.sync(farm.report("w1", "boot").running(FarmFixture.running(farm.command(1))));
        assertThat(line(job).startedAt()).isEqualTo(5);
        assertThat(line(job).endedAt()).isNull();
        farm.end(1, Outcome.DONE);
        assertThat(line(job).startedAt()).isEqualTo(5);
        assertThat(line(job).endedAt()).isEqualTo(farm.millis);
    }

    @Test
    void aJobShowsWhatItWaitsForAsAWhole() {
        assertThat(line(farm.submit(job(frames("a", "1")))).after()).isNull();
        Dependency file = new Dependency.File("/plates");
        assertThat(line(farm.submit(job(frames("b", "1")).withAfter(List.of(file))))
                        .after())
                .containsExactly(file);
    }

    private static GroupSpec group(String name, List<GroupSpec> groups) {
        return new GroupSpec(
                name,
                List.of(),
                false,
                TaskSettings.NONE,
                List.of(frames("in " + name, "1-3")),
                groups,
                Precedence.DEFAULT,
                Strategy.FIFO);
    }

    @Test
    void tasksShowTheGroupsAroundThemAndTheirFramesAsTheyWereWritten() {
        GroupSpec outer = group("outer", List.of(group("inner", List.of())));
        Job job = farm.submit(FarmFixture.grouped(List.of(frames("alone", "1-9x2")), outer));
        JobView view = farm.ask(new ShowJob(job.id()));
        TaskView alone = requireNonNull(view.tasks()).getFirst();
        assertThat(alone.frames()).isEqualTo("1-9x2");
        assertThat(alone.group()).isEmpty();
        assertThat(alone.blocklist()).isNull();
        assertThat(view.tasks().getLast().group()).containsExactly("outer", "inner");
        assertThat(requireNonNull(view.groups()).getFirst().counts().total()).isEqualTo(6);
        assertThat(view.groups().getLast().group()).containsExactly("outer");
    }

    @Test
    void aPausedGroupIsShownPausedAndWhatIsInItHeldBack() {
        Job job = farm.submit(FarmFixture.grouped(List.of(frames("alone", "1")), group("g", List.of())));
        farm.ask(new PauseJob(new Target.NodeOfJob(job.id(), "g"), Running.GOES_ON, false));
        JobView view = farm.ask(new ShowJob(job.id()));
        assertThat(requireNonNull(view.groups()).getFirst().status()).isEqualTo(Status.PAUSED);
        TaskView alone = requireNonNull(view.tasks()).getFirst();
        TaskView within = view.tasks().getLast();
        assertThat(alone.status()).isEqualTo(Status.READY);
        assertThat(within.status()).isEqualTo(Status.PAUSED);
        assertThat(within.paused()).as("its group is, not it").isFalse();
        farm.ask(new PauseJob(job.id()));
        view = farm.ask(new ShowJob(job.id()));
        assertThat(requireNonNull(view.tasks()).getFirst().status()).isEqualTo(Status.PAUSED);
    }

    @Test
    void aTaskNamesTheWorkersThatGetNothingOfItAndNoneOfTheOthers() {
        Job job = farm.workers(2).submit(job(frames("a", "1"), frames("b", "1")));
        farm.ask(new BlockWorker(job.id(), "b", new WorkerName("w2"), "ada", null));
        List<TaskView> tasks = requireNonNull(farm.ask(new ShowJob(job.id())).tasks());
        assertThat(tasks.getFirst().blocklist()).isNull();
        assertThat(tasks.getLast().blocklist()).containsExactly(new WorkerName("w2"));
    }

    private static JobSpec heavy() {
        Resources gpu = new Resources(null, 1, null, null, null);
        return job(task("a", "1", FarmFixture.cores(1.5).withMemoryBytes(3 * GB).withResources(gpu)));
    }

    @Test
    void aWorkerShowsWhatItOffersAndWhatNobodyHolds() {
        Equipment twoGpus = new Equipment(2, 8 * GB, Map.of(), List.of(), List.of(), Map.of(), 1, List.of());
        farm.sync(farm.report("w1", "boot").facts(new WorkerFacts(4, 16 * GB, "Linux", "2.0", twoGpus)));
        farm.submit(heavy());
        farm.plan();
        WorkerView view = farm.worker("w1").view();
        assertThat(view.status()).isEqualTo(WorkerStatus.BUSY);
        assertThat(view.cores()).isEqualTo(4);
        assertThat(view.coresFree()).isEqualTo(2.5);
        assertThat(view.memoryFreeBytes()).isEqualTo(13 * GB);
        assertThat(view.gpusFree()).isEqualTo(1);
        assertThat(view.running()).containsExactly(farm.command(1).ref());
        farm.end(1, Outcome.DONE);
        view = farm.worker("w1").view();
        assertThat(view.coresFree()).isEqualTo(4);
        assertThat(view.memoryFreeBytes()).isEqualTo(16 * GB);
        assertThat(view.gpusFree()).isEqualTo(2);
        assertThat(view.running()).isEmpty();
    }

    @Test
    void memoryThatIsUnknownIsShownAsNone() {
        WorkerView view = farm.workers(1).worker("w1").view();
        assertThat(view.memoryBytes()).isZero();
        assertThat(view.memoryFreeBytes()).isZero();
    }

    @Test
    void aWorkerShowsWhenItWasHeardAndAfterARestartNothingOfThat() {
        farm.workers(1);
        farm.millis += 4_000;
        farm.sync(farm.report("w1", "boot"));
        assertThat(farm.worker("w1").view().lastSeenAt()).isEqualTo(farm.millis);
        assertThat(farm.worker("w1").view().probationAt()).isNull();
        Farm again = Farm.load(farm.farm.rows(1));
        assertThat(requireNonNull(again.findWorker(new WorkerName("w1"))).view().lastSeenAt())
                .isNull();
    }

    @Test
    void aPoolCountsItsWorkersThoseThatAreThereAndThoseThatRunSomething() {
        farm.workers(3);
        farm.ask(new PauseWorker(new WorkerName("w3"), null));
        farm.submit(job(frames("a", "1")));
        farm.plan();
        farm.millis += 60_000;
        farm.sync(farm.report("w1", "boot").running(FarmFixture.running(farm.command(1))));
        farm.sync(farm.report("w2", "boot"));
        farm.pass(0);
        PoolView view = farm.farm.pools().iterator().next().view();
        assertThat(view.workerCount()).isEqualTo(3);
        assertThat(view.onlineCount()).isEqualTo(2);
        assertThat(view.busyCount()).isEqualTo(1);
        assertThat(view.shares().getLast().used()).isEqualTo(1);
    }

    @Test
    void aLicenseShowsItsSeatsAndThoseThatAreHeld() {
        farm.workers(2).license("nuke", 5);
        farm.submit(job(task("a", "1-2", FarmFixture.licensed("nuke", 2))));
        farm.plan();
        LicenseView view =
                requireNonNull(farm.farm.findLicense(new LicenseName("nuke"))).view();
        assertThat(view.count()).isEqualTo(5);
        assertThat(view.used()).isEqualTo(4);
        assertThat(view.outside()).isZero();
        assertThat(view.outsideUntil()).isNull();
    }
}
