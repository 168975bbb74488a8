package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.tagged;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.LicenseName;
import org.puli.api.spec.Grace;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.change.ShareRef;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.Target;
import org.puli.farm.row.AttemptRow;

/** The rules of docs/scheduling.md on preemption. */
class PreemptionTest {
    private static final TaskSettings MAY_STOP = TaskSettings.NONE.withPreemptible(true);
    private static final TaskSettings PLAIN = TaskSettings.NONE;

    private static FarmFixture lending(Preempt preempt, double min, int workers, int cores) {
        FarmFixture farm = farm().workers(workers, cores);
        farm.ask(new EditPool(pool(preempt, share("alpha", min))));
        return farm;
    }

    private static PoolSpec pool(Preempt preempt, ShareSpec... shares) {
        return new PoolSpec(JobSpec.DEFAULT_POOL, List.of(shares), 1).with(preempt, new Grace(Duration.ofSeconds(60)));
    }

    private static ShareSpec share(String prod, double min) {
        return new ShareSpec(prod, Map.of("prod", List.of(prod)), List.of(), 1, min, 0);
    }

    private static Job submit(FarmFixture farm, String prod, String range, TaskSettings settings) {
        Job job = farm.submit(tagged(prod, 50, task("render", range, settings)));
        farm.plan();
        return job;
    }

    /** The share is first seen to wait, then the grace time passes. */
    private static List<AttemptRef> preemptAfter(FarmFixture farm, long millis) {
        List<AttemptRef> stopped = new ArrayList<>(farm.preempt());
        farm.millis += millis;
        stopped.addAll(farm.preempt());
        return stopped;
    }

    private static List<Long> commands(List<AttemptRef> attempts) {
        return attempts.stream().map(attempt -> attempt.command().value()).toList();
    }

    /** The worker says that all processes of a stopped command are gone. */
    private static void leave(FarmFixture farm, long command) {
        farm.end(command, EndedRun.Outcome.STOPPED);
        farm.plan();
    }

    @Test
    void afterTheGraceTimeTheOldestCommandIsStopped() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 2, 1);
        submit(farm, "beta", "1-9", MAY_STOP);
        Job owner = submit(farm, "alpha", "1", PLAIN);
        assertThat(preemptAfter(farm, 59_999)).isEmpty();
        farm.millis += 1;
        assertThat(commands(farm.preempt())).containsExactly(1L);
        Command stopped = farm.command(1);
        assertThat(stopped.status()).isEqualTo(Status.READY);
        assertThat(stopped.reason()).isEqualTo("preempted for share alpha");
        assertThat(farm.planner.findNext()).isNull();
        leave(farm, 1);
        assertThat(owner.leaseCount()).isOne();
        assertThat(farm.command(1).holder()).isNull();
    }

    @Test
    void nothingIsHeldAgainstWhoeverWasStopped() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 1, 1);
        Job lender = submit(farm, "beta", "1", MAY_STOP);
        submit(farm, "alpha", "1", PLAIN);
        preemptAfter(farm, 60_000);
        farm.farm.takeTouched();
        farm.end(1, EndedRun.Outcome.FAILED);
        List<AttemptRow> history =
                farm.farm.takeTouched().rows(farm.farm.numbers().row(1)).attempts();
        assertThat(history).hasSize(1);
        assertThat(history.getFirst().outcome()).isEqualTo(AttemptRow.Outcome.PREEMPTED);
        assertThat(history.getFirst().reason()).isEqualTo("preempted for share alpha");
        Command command = farm.command(1);
        assertThat(command.failures()).isZero();
        assertThat(command.avoided()).isEmpty();
        assertThat(command.delay()).isNull();
        assertThat(command.reason()).isEqualTo("preempted for share alpha");
        assertThat(lender.failedSince()).isZero();
        assertThat(farm.worker("w1").streak().isEmpty()).isTrue();
    }

    @Test
    void aStoppedCommandComesBackAfterTheOneForWhichItWasStopped() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 1, 1);
        Job lender = submit(farm, "beta", "1", MAY_STOP);
        Job owner = submit(farm, "alpha", "1", PLAIN);
        preemptAfter(farm, 60_000);
        leave(farm, 1);
        assertThat(owner.leaseCount()).isOne();
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
        farm.end(2, EndedRun.Outcome.DONE);
        farm.plan();
        assertThat(lender.leaseCount()).isOne();
        assertThat(farm.command(1).attempt()).isEqualTo(2);
    }

    @Test
    void theCheapestIsWhatLosesLeast() {
        FarmFixture farm = lending(Preempt.CHEAPEST, 1, 2, 2);
        submit(farm, "beta", "1", MAY_STOP.withCores(2.0));
        farm.apply(new Change.CommandStarted(farm.command(1).ref(), farm.millis - 100));
        submit(farm, "beta", "1", MAY_STOP.withCores(1.0));
        farm.apply(new Change.CommandStarted(farm.command(2).ref(), farm.millis - 150));
        submit(farm, "beta", "1", TaskSettings.NONE.withCores(1.0));
        submit(farm, "alpha", "1", PLAIN);
        // Two cores times 60.1 s are more than one core times 60.15 s.
        assertThat(commands(preemptAfter(farm, 60_000))).containsExactly(2L);
    }

    @Test
    void whatIsNotPreemptibleOrGuaranteedIsNeverStopped() {
        FarmFixture farm = lending(Preempt.OLDEST, 2, 2, 1);
        farm.ask(new EditPool(pool(Preempt.OLDEST, share("alpha", 2), share("beta", 1))));
        submit(farm, "beta", "1", MAY_STOP);
        submit(farm, "gamma", "1", PLAIN);
        submit(farm, "alpha", "1-9", PLAIN);
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
    }

    @Test
    void aShareKeepsItsMinimumAndLosesOnlyWhatItBorrowed() {
        FarmFixture farm = lending(Preempt.OLDEST, 4, 4, 1);
        farm.ask(new EditPool(pool(Preempt.OLDEST, share("alpha", 4), share("beta", 3))));
        submit(farm, "beta", "1-4", MAY_STOP);
        submit(farm, "alpha", "1-9", PLAIN);
        assertThat(commands(preemptAfter(farm, 60_000))).containsExactly(1L);
        leave(farm, 1);
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
    }

    @Test
    void nothingIsStoppedForWorkThatWouldBeAboveTheMinimum() {
        FarmFixture farm = lending(Preempt.OLDEST, 1.5, 1, 2);
        submit(farm, "beta", "1-2", MAY_STOP);
        submit(farm, "alpha", "1", FarmFixture.cores(2));
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
        submit(farm, "alpha", "1", FarmFixture.cores(1));
        assertThat(preemptAfter(farm, 600_000))
                .as("freed room would be kept for the large one")
                .isEmpty();
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(share("alpha", 1.5)), 0)
                .with(Preempt.OLDEST, new Grace(Duration.ZERO))));
        farm.plan();
        assertThat(commands(farm.preempt())).containsExactly(1L);
    }

    @Test
    void oneDecisionAtATimeAndNoMoreWhileRoomIsOnItsWay() {
        FarmFixture farm = lending(Preempt.OLDEST, 2, 3, 1);
        submit(farm, "beta", "1-9", MAY_STOP);
        submit(farm, "alpha", "1-9", PLAIN);
        assertThat(preemptAfter(farm, 60_000)).hasSize(1);
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
        leave(farm, 1);
        assertThat(commands(farm.preempt())).containsExactly(2L);
        leave(farm, 2);
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
    }

    @Test
    void roomThatComesInAnyCaseIsWaitedFor() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 2, 1);
        Job other = submit(farm, "beta", "1", PLAIN);
        submit(farm, "beta", "1", MAY_STOP);
        submit(farm, "alpha", "1", PLAIN);
        farm.ask(new CancelJob(other.id()));
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
    }

    @Test
    void onlyWorkersThatAreRightGiveRoom() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 2, 1);
        submit(farm, "beta", "1-2", MAY_STOP);
        Requirements second = new Requirements(List.of(), List.of(), Map.of(), List.of("w2"), List.of());
        submit(farm, "alpha", "1", PLAIN.withRequirements(second));
        assertThat(commands(preemptAfter(farm, 60_000))).containsExactly(2L);
    }

    @Test
    void whoeverWaitsForALicenseTakesNothing() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 1, 1).license("nuke", 0);
        submit(farm, "beta", "1", MAY_STOP);
        submit(farm, "alpha", "1", PLAIN.withLicenses(Map.of(new LicenseName("nuke"), 1)));
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
        farm.license("nuke", 1);
        assertThat(commands(preemptAfter(farm, 60_000))).containsExactly(1L);
    }

    @Test
    void whereSeatsAreCountedByWorkerOnlyThoseThatHoldThemGiveRoom() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 2, 2);
        farm.ask(new SetLicense(new LicenseSpec(new LicenseName("nuke"), 1, SeatsPer.WORKER)));
        submit(farm, "beta", "1-2", MAY_STOP);
        submit(farm, "beta", "1", FarmFixture.licensed("nuke", 1));
        submit(farm, "beta", "1", MAY_STOP);
        Job owner = submit(farm, "alpha", "1", FarmFixture.licensed("nuke", 1));
        assertThat(farm.command(1).lastWorker()).isEqualTo(farm.worker("w1").name());
        assertThat(farm.command(4).lastWorker()).isEqualTo(farm.worker("w2").name());
        assertThat(commands(preemptAfter(farm, 60_000))).containsExactly(4L);
        assertThat(farm.why.ofJob(owner).answer())
                .contains("waits for license nuke")
                .endsWith("its share 'alpha' is below its guaranteed minimum; command 4 on w2 is being stopped for it");
        leave(farm, 4);
        assertThat(owner.leaseCount()).isOne();
        assertThat(farm.command(5).lastWorker()).isEqualTo(farm.worker("w2").name());
    }

    @Test
    void whatAPersonPausedWhileItRanIsStoppedAndWaitsUntilItIsLetGo() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 1, 1);
        Job lender = submit(farm, "beta", "1", MAY_STOP);
        Job owner = submit(farm, "alpha", "1", PLAIN);
        Selection first = Selection.of(new Target.One(new CommandId(1)));
        farm.ask(new HoldCommands(first, Running.GOES_ON));
        assertThat(commands(preemptAfter(farm, 60_000))).containsExactly(1L);
        leave(farm, 1);
        assertThat(owner.leaseCount()).isOne();
        farm.end(2, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        farm.ask(new ReleaseCommands(first));
        farm.plan();
        assertThat(lender.leaseCount()).isOne();
    }

    @Test
    void aWholeMachineIsEmptiedAndKeptUntilTheLastIsGone() {
        FarmFixture farm = lending(Preempt.OLDEST, 2, 1, 2);
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(share("alpha", 2)), 0)
                .with(Preempt.OLDEST, new Grace(Duration.ZERO))));
        submit(farm, "beta", "1-9", MAY_STOP);
        Resources whole = new Resources(null, null, null, null, true);
        Job owner = submit(farm, "alpha", "1", PLAIN.withResources(whole));
        assertThat(commands(farm.preempt())).containsExactly(1L, 2L);
        leave(farm, 1);
        assertThat(farm.worker("w1").leases()).hasSize(1);
        leave(farm, 2);
        assertThat(owner.leaseCount()).isOne();
    }

    @Test
    void theWorkedExample() {
        FarmFixture farm = lending(Preempt.OLDEST, 8, 4, 4);
        Job lender = submit(farm, "none", "1-20", MAY_STOP.withCores(2.0));
        assertThat(lender.usedMilliCost()).isEqualTo(16_000);
        Job owner = submit(farm, "alpha", "1-9", FarmFixture.cores(4));
        assertThat(commands(preemptAfter(farm, 60_000))).containsExactly(1L, 2L);
        leave(farm, 1);
        leave(farm, 2);
        assertThat(owner.usedMilliCost()).isEqualTo(4_000);
        assertThat(commands(farm.preempt())).containsExactly(3L, 4L);
        leave(farm, 3);
        leave(farm, 4);
        assertThat(owner.usedMilliCost()).isEqualTo(8_000);
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
        assertThat(lender.usedMilliCost()).isEqualTo(8_000);
    }

    @Test
    void noMoreIsStoppedThanIsNeeded() {
        FarmFixture farm = lending(Preempt.OLDEST, 3, 1, 4);
        submit(farm, "beta", "1", MAY_STOP.withCores(1.0));
        submit(farm, "beta", "1", MAY_STOP.withCores(3.0));
        submit(farm, "alpha", "1", FarmFixture.cores(3));
        assertThat(commands(preemptAfter(farm, 60_000))).containsExactly(2L);
    }

    @Test
    void nothingHappensWhereAPoolDoesNotSaySo() {
        FarmFixture farm = lending(Preempt.OFF, 1, 1, 1);
        submit(farm, "beta", "1", MAY_STOP);
        submit(farm, "alpha", "1", PLAIN);
        int before = farm.changes.size();
        assertThat(preemptAfter(farm, 600_000)).isEmpty();
        assertThat(farm.changes).hasSize(before);
    }

    @Test
    void timeWithoutWaitingWorkOrListeningDoesNotCount() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 1, 1);
        submit(farm, "beta", "1-9", MAY_STOP);
        Job owner = submit(farm, "alpha", "1", PLAIN);
        assertThat(preemptAfter(farm, 50_000)).isEmpty();
        farm.ask(new CancelJob(owner.id()));
        assertThat(farm.preempt()).isEmpty();
        submit(farm, "alpha", "1", PLAIN);
        assertThat(preemptAfter(farm, 50_000)).isEmpty();
        farm.apply(new Change.GraceBegun(farm.millis));
        assertThat(preemptAfter(farm, 59_000)).isEmpty();
        assertThat(preemptAfter(farm, 1_000)).hasSize(1);
    }

    @Test
    void theReasonNamesWhatIsStopped() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 1, 1);
        submit(farm, "beta", "1", MAY_STOP);
        Job owner = submit(farm, "alpha", "1", PLAIN);
        assertThat(farm.why.ofJob(owner).answer())
                .endsWith("its share 'alpha' is below its guaranteed minimum, and nothing is being stopped for it");
        preemptAfter(farm, 60_000);
        assertThat(farm.why.ofJob(owner).answer())
                .endsWith("its share 'alpha' is below its guaranteed minimum; command 1 on w1 is being stopped for it");
    }

    @Test
    void whatIsBeingStoppedIsKnownAfterARestart() {
        FarmFixture farm = lending(Preempt.OLDEST, 1, 1, 1);
        submit(farm, "beta", "1", MAY_STOP);
        submit(farm, "alpha", "1", PLAIN);
        preemptAfter(farm, 60_000);
        Farm loaded = Farm.load(farm.farm.rows(1));
        Command command = Objects.requireNonNull(loaded.findCommand(new CommandId(1)));
        assertThat(command.stoppedFor()).isEqualTo(new ShareRef(JobSpec.DEFAULT_POOL, "alpha"));
        assertThat(loaded.stopping()).containsExactly(command);
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
    }
}
