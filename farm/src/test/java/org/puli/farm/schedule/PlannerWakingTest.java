package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.task;
import static org.puli.farm.PoolJobs.inPool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.WaitingReason;
import org.puli.api.view.WhyView;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Worker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SetShare;

/** Work that waits is served as soon as what it lacks is there, whatever happened meanwhile. */
class PlannerWakingTest {
    private static final PoolName NIGHT = new PoolName("night");
    private static final LicenseName NUKE = new LicenseName("nuke");

    private final FarmFixture farm = farm();

    /** No worker is kept for anybody, so that whoever waits is woken by what he lacks alone. */
    PlannerWakingTest() {
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), 0)));
    }

    private void end(long... commands) {
        for (long command : commands) {
            farm.end(command, Outcome.DONE);
        }
    }

    private List<Long> started() {
        return farm.plan().stream().map(attempt -> attempt.command().value()).toList();
    }

    private String workerOf(long command) {
        return requireNonNull(farm.command(command).holder()).name().value();
    }

    private void night() {
        farm.ask(new CreatePool(PoolSpec.plain(NIGHT)));
    }

    private static TaskSettings memory(double cores, long bytes) {
        return TaskSettings.NONE.withCores(cores).withMemoryBytes(bytes);
    }

    @Test
    void aPoolThatIsEditedLeavesTheWorkOfOthersInLine() {
        farm.workers(1);
        night();
        farm.submit(job(frames("a", "1-2")));
        assertThat(started()).containsExactly(1L);
        farm.ask(new EditPool(new PoolSpec(NIGHT, List.of(), 0)));
        assertThat(started()).isEmpty();
        end(1);
        assertThat(started()).containsExactly(2L);
    }

    @Test
    void aPoolThatIsEditedKeepsItsOwnWorkInLine() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1-2")));
        assertThat(started()).containsExactly(1L);
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), 2)));
        assertThat(started()).isEmpty();
        assertThat(farm.reasons.of(job)).isNull();
        assertThat(farm.why.ofWorker(farm.worker("w1")).parts()).hasSize(1);
        end(1);
        assertThat(started()).containsExactly(2L);
    }

    @Test
    void aWorkerThatJoinsAPoolServesItAndOneThatLeavesServesItNoMore() {
        farm.workers(1);
        night();
        farm.submit(inPool("night", frames("a", "1-2")));
        assertThat(started()).isEmpty();
        List<WorkerName> w1 = List.of(farm.worker("w1").name());
        farm.ask(new MoveWorkers(NIGHT, w1, List.of()));
        assertThat(started()).containsExactly(1L);
        farm.ask(new MoveWorkers(NIGHT, List.of(), w1));
        end(1);
        assertThat(started()).isEmpty();
    }

    @Test
    void aFreedWorkerServesTheBestOfAllItsPools() {
        farm.workers(1);
        night();
        farm.ask(new MoveWorkers(NIGHT, List.of(farm.worker("w1").name()), List.of()));
        farm.submit(job(90, 1, frames("runs", "1")));
        assertThat(started()).containsExactly(1L);
        Job second = farm.submit(job(40, 1, frames("low", "1")));
        Job first = farm.submit(inPool("night", frames("high", "1")));
        assertThat(started()).isEmpty();
        assertThat(farm.why.ofWorker(farm.worker("w1")).parts())
                .extracting(WhyView.Part::work)
                .containsExactly("job 3, task 'high'", "job 2, task 'low'");
        end(1);
        farm.plan();
        assertThat(first.leaseCount()).isOne();
        assertThat(second.leaseCount()).isZero();
    }

    @Test
    void manyWorkersThatAreFreedAtOnceAllServeWhoWaits() {
        farm.workers(6);
        farm.submit(job(90, 1, frames("runs", "1-6")));
        farm.plan();
        farm.submit(job(frames("waits", "1-9")));
        assertThat(started()).isEmpty();
        end(1, 2, 3, 4, 5, 6);
        assertThat(started()).containsExactly(7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void whoeverIsFirstInTheDocumentIsServedFirstThoughItsKindOfWorkIsNewer() {
        farm.workers(1, 2);
        farm.submit(job(90, 1, task("runs", "1", cores(2))));
        farm.plan();
        farm.submit(job(10, 1, task("older", "1", memory(1, 1 << 20)), task("more", "1", memory(1, 3 << 20))));
        farm.plan();
        Job job = farm.submit(job(
                task("first", "1", memory(2, 2 << 20)),
                task("then", "1", memory(1, 1 << 20)),
                task("last", "1", memory(1, 3 << 20))));
        assertThat(started()).isEmpty();
        end(1);
        farm.plan();
        assertThat(job.tasks().getFirst().leaseCount()).isOne();
        assertThat(farm.why.ofWorker(farm.worker("w1")).parts())
                .extracting(WhyView.Part::work)
                .containsExactly("job 3, task 'then'", "job 3, task 'last'");
    }

    @Test
    void whatAvoidsAWorkerGoesThereAsSoonAsNoOtherTakesWork() {
        farm.workers(2);
        farm.submit(job(task("fails", "1", attempts(3))));
        farm.submit(job(frames("runs", "1")));
        assertThat(started()).containsExactly(1L, 2L);
        farm.exit(1, 1, 60_000);
        assertThat(started()).as("w2 is right for it and busy").isEmpty();
        farm.ask(new PauseWorker(farm.worker("w2").name(), null));
        assertThat(started()).containsExactly(1L);
        assertThat(workerOf(1)).isEqualTo("w1");
    }

    @Test
    void ofCommandsThatAvoidDifferentWorkersTheFirstGoesFirst() {
        farm.workers(3);
        farm.submit(job(task("fails", "1-3", attempts(3))));
        assertThat(started()).containsExactly(1L, 2L, 3L);
        farm.exit(2, 1, 60_000);
        farm.exit(1, 1, 60_000);
        assertThat(started()).containsExactly(1L, 2L);
        assertThat(workerOf(1)).isEqualTo("w2");
        assertThat(workerOf(2)).isEqualTo("w1");
    }

    @Test
    void theBestFitReckonsWithWhatHasEnded() {
        farm.workers(1, 10).workers(1, 4);
        farm.submit(job(task("large", "1", cores(7))));
        farm.plan();
        end(1);
        farm.submit(job(task("small", "1", cores(3))));
        farm.plan();
        assertThat(workerOf(2)).isEqualTo("w2");
    }

    @Test
    void seatsThatAreCountedOtherwiseThanBeforeWakeWhoWaitsForThem() {
        farm.workers(2, 2);
        farm.license("nuke", 1);
        farm.submit(job(task("a", "1-2", licensed("nuke", 1))));
        assertThat(started()).containsExactly(1L);
        farm.ask(new SetLicense(new LicenseSpec(NUKE, 1, SeatsPer.WORKER)));
        assertThat(started()).containsExactly(2L);
        assertThat(workerOf(2)).isEqualTo("w1");
    }

    @Test
    void freedSeatsGoToTheBestOfThoseWhoWait() {
        farm.workers(4).license("nuke", 1);
        farm.submit(job(90, 1, task("runs", "1", licensed("nuke", 1))));
        farm.plan();
        Job low = farm.submit(job(40, 1, task("low", "1", licensed("nuke", 1))));
        Job high = farm.submit(job(60, 1, task("high", "1", licensed("nuke", 1).withCores(0.5))));
        assertThat(started()).isEmpty();
        end(1);
        assertThat(started()).hasSize(1);
        assertThat(high.leaseCount()).isOne();
        assertThat(farm.reasons.of(low)).isEqualTo(WaitingReason.LICENSE);
    }

    @Test
    void theLicenseThatIsShortIsNamedAmongSeveral() {
        farm.workers(1).license("maya", 1).license("nuke", 0);
        TaskSettings both = TaskSettings.NONE.withLicenses(Map.of(new LicenseName("maya"), 1, NUKE, 1));
        Job job = farm.submit(job(task("a", "1", both)));
        farm.plan();
        assertThat(farm.why.ofJob(job).answer()).isEqualTo("waits for license nuke (0/0 in use, 1 needed)");
        farm.license("nuke", 1);
        assertThat(started()).containsExactly(1L);
    }

    @Test
    void aJobThatNoWorkerCouldEverRunIsTooLargeThoughItsOtherWorkIsNot() {
        farm.workers(1);
        Job job = farm.submit(job(task("small", "1", cores(1)), task("huge", "1", cores(64))));
        farm.plan();
        end(1);
        farm.plan();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.TOO_LARGE);
    }

    @Test
    void kindsOfWorkThatAreGoneAreForgottenButForTheLast() {
        List<Job> jobs = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            jobs.add(farm.submit(job(task("a", "1", cores(i)))));
        }
        farm.plan();
        assertThat(farm.planner.siteCount()).isEqualTo(300);
        jobs.forEach(job -> farm.ask(new CancelJob(job.id())));
        farm.plan();
        assertThat(farm.planner.siteCount()).isEqualTo(256);
        jobs.forEach(job -> farm.ask(new DeleteJob(job.id())));
        farm.plan();
        assertThat(farm.planner.siteCount()).isEqualTo(256);
    }

    @Test
    void aKindOfWorkForWhichSomebodyWaitsIsNeverForgotten() {
        Job waits = farm.submit(job(task("waits", "1", cores(8))));
        farm.ask(new CancelJob(farm.submit(job(task("same", "1", cores(8)))).id()));
        Job again = farm.submit(job(task("again", "1", cores(7))));
        farm.plan();
        for (int i = 100; i <= 400; i++) {
            Job other = farm.submit(job(task("a", "1", cores(i))));
            farm.plan();
            farm.ask(new CancelJob(other.id()));
            farm.plan();
        }
        farm.workers(1, 15);
        farm.plan();
        assertThat(waits.leaseCount()).isOne();
        assertThat(again.leaseCount()).isOne();
    }

    @Test
    void aShareThatIsAddedTakesItsJobsAlong() {
        farm.workers(2);
        Job job = farm.submit(FarmFixture.tagged("alpha", 50, frames("a", "1-9")));
        assertThat(started()).containsExactly(1L, 2L);
        ShareSpec share = new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 1, 0, 1);
        farm.ask(new SetShare(JobSpec.DEFAULT_POOL, share));
        end(1);
        assertThat(started()).as("one still runs, and one is the most").isEmpty();
        end(2);
        assertThat(started()).containsExactly(3L);
        assertThat(farm.why.ofJob(job).answer())
                .isEqualTo("waits: its share 'alpha' of pool default holds 1 of at most 1 cores' worth");
        assertThat(farm.why.ofWorker(farm.worker("w1")).parts())
                .containsExactly(new WhyView.Part("job 1, task 'a'", "it waits for its share", List.of()));
    }

    @Test
    void aDeletedJobWarmsNoWorker() {
        farm.workers(2);
        farm.submit(job(frames("a", "1")));
        farm.submit(job(frames("b", "1")));
        farm.plan();
        end(1, 2);
        farm.ask(new DeleteJob(farm.command(2).task().job().id()));
        farm.submit(job(frames("c", "1")));
        farm.plan();
        assertThat(workerOf(3)).isEqualTo("w1");
    }

    @Test
    void aWorkerThatGrowsServesWhoWaitedForRoom() {
        farm.workers(2, 2);
        Requirements first = new Requirements(List.of(), List.of(), Map.of(), List.of("w1"), List.of());
        farm.submit(job(task("a", "1-2", cores(2).withRequirements(first))));
        assertThat(started()).containsExactly(1L);
        Worker worker = farm.worker("w1");
        farm.sync(farm.report("w1", worker.bootId())
                .facts(new WorkerFacts(4, 0, "test", "1"))
                .running(FarmFixture.running(farm.command(1))));
        assertThat(started()).containsExactly(2L);
    }

    @Test
    void aSeatThatComesIsUsedOnAnIdleWorkerWhileTheOneThatHoldsSeatsIsBusy() {
        farm.workers(2);
        farm.ask(new SetLicense(new LicenseSpec(NUKE, 1, SeatsPer.WORKER)));
        farm.submit(job(task("a", "1-2", licensed("nuke", 1))));
        assertThat(started()).containsExactly(1L);
        farm.ask(new SetLicense(new LicenseSpec(NUKE, 2, SeatsPer.WORKER)));
        assertThat(started()).containsExactly(2L);
        assertThat(workerOf(2)).isEqualTo("w2");
    }

    @Test
    void whoWaitedForABusyHolderOfSeatsWaitsForSeatsWhenTheyAreCountedByCommand() {
        farm.workers(2);
        farm.ask(new SetLicense(new LicenseSpec(NUKE, 1, SeatsPer.WORKER)));
        farm.submit(job(task("a", "1-2", licensed("nuke", 1))));
        assertThat(started()).containsExactly(1L);
        farm.ask(new SetLicense(new LicenseSpec(NUKE, 1, SeatsPer.COMMAND)));
        assertThat(started()).isEmpty();
        farm.ask(new SetLicense(new LicenseSpec(NUKE, 2, SeatsPer.COMMAND)));
        assertThat(started()).containsExactly(2L);
        assertThat(workerOf(2)).isEqualTo("w2");
    }
}
