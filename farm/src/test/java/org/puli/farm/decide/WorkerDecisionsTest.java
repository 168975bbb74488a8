package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.run;
import static org.puli.farm.FarmFixture.running;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.CommandView;
import org.puli.api.view.Presence;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.CommandShow;
import org.puli.farm.FarmFixture;
import org.puli.farm.change.Change;
import org.puli.farm.request.SyncWorker;
import org.puli.farm.request.Tick;
import org.puli.farm.row.CommandRow;

class WorkerDecisionsTest {
    private final FarmFixture farm = farm().workers(1);

    private Command started() {
        farm.submit(job(frames("render", "1")));
        farm.plan();
        return farm.command(1);
    }

    private static CommandView view(Command command) {
        return CommandShow.view(command.task(), command.index());
    }

    private static RunState telling(Command command, Progress told) {
        return RunState.of(command.ref(), command.leaseId(), RunState.Phase.RUNNING, 5, told);
    }

    @Test
    void whatAProgramTellsIsShownWhileItRunsAndIsStoredNowhere() {
        Command command = started();
        Progress told = new Progress(0.5, "at it", FrameRange.of(1));
        farm.sync(farm.report("w1", "boot").running(telling(command, told)));
        assertThat(view(command).message()).isEqualTo("at it");
        assertThat(view(command).framesDone()).isEqualTo("1");
        assertThat(view(command).progress()).isEqualTo(0.5);
        CommandRow row = command.row();
        farm.sync(farm.report("w1", "boot").running(telling(command, new Progress(null, "still", null))));
        assertThat(view(command).message()).isEqualTo("still");
        assertThat(view(command).framesDone()).isNull();
        assertThat(command.row()).isEqualTo(row);
        farm.sync(farm.report("w1", "boot").running(running(command)));
        assertThat(view(command).message()).as("nothing new was told").isEqualTo("still");
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(view(command).message()).isNull();
    }

    @Test
    void anAttemptThatWasNotYetOrderedIsNotMissed() {
        Command command = started();
        farm.sync(farm.report("w1", "boot"));
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
    }

    @Test
    void anAttemptWhoseOrdersWereNotYetSeenIsNotMissed() {
        Command command = started();
        OrdersNumber first = farm.order("w1");
        farm.sync(farm.report("w1", "boot").seen(new OrdersNumber(1, first.number() - 1)));
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
    }

    @Test
    void anAttemptThatTheWorkerDroppedAfterItsOrdersIsGivenAgain() {
        Command command = started();
        OrdersNumber first = farm.order("w1");
        farm.sync(farm.report("w1", "boot").seen(first));
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.failures()).isZero();
        assertThat(command.row().losses()).isEqualTo(1);
    }

    @Test
    void ordersOfAnEarlierEpochSayNothing() {
        Command command = started();
        farm.order("w1");
        farm.apply(new Change.EpochBegun(2));
        farm.sync(farm.report("w1", "boot").seen(new OrdersNumber(1, 99)));
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
    }

    @Test
    void aNewBootWithoutTheAttemptGivesItToOthersAtOnce() {
        Command command = started();
        farm.sync(farm.report("w1", "reboot").link(2));
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(farm.worker("w1").bootId()).isEqualTo("reboot");
    }

    @Test
    void aNewBootDeliversWhatTheOldOneHadFinished() {
        Command command = started();
        farm.sync(farm.report("w1", "reboot").link(2).ended(run(command, EndedRun.Outcome.DONE)));
        assertThat(command.status()).isEqualTo(Status.DONE);
    }

    @Test
    void aNewBootThatNamesTheAttemptUnderItsLeaseGoesOnWithIt() {
        Command command = started();
        farm.sync(farm.report("w1", "boot").running(running(command)));
        farm.sync(farm.report("w1", "reboot").link(2).running(running(command)));
        assertThat(command.status()).isEqualTo(Status.RUNNING);
        assertThat(command.attempt()).isEqualTo(1);
        assertThat(command.row().losses()).isZero();
        farm.sync(farm.report("w1", "reboot").link(2).ended(run(command, EndedRun.Outcome.DONE)));
        assertThat(command.status()).isEqualTo(Status.DONE);
    }

    @Test
    void aNewBootThatNamesAnotherLeaseDoesNotHaveIt() {
        Command command = started();
        RunState other = new RunState(command.ref(), command.leaseId() + 1, RunState.Phase.RUNNING, 1, null);
        farm.sync(farm.report("w1", "reboot").link(2).running(other));
        assertThat(command.status()).isEqualTo(Status.READY);
    }

    @Test
    void anOlderReportIsIgnored() {
        Command command = started();
        farm.sync(farm.report("w1", "reboot").link(5).running(running(command)));
        assertThat(command.status()).isEqualTo(Status.RUNNING);
        farm.sync(farm.report("w1", "boot").link(4));
        assertThat(command.status()).isEqualTo(Status.RUNNING);
        assertThat(farm.worker("w1").bootId()).isEqualTo("reboot");
    }

    @Test
    void theResultOfAnOlderAttemptIsRefused() {
        Command command = started();
        EndedRun first = run(command, EndedRun.Outcome.DONE);
        farm.millis += 60_000;
        farm.ask(new Tick());
        assertThat(farm.worker("w1").presence()).isEqualTo(Presence.LOST);
        farm.workers(1);
        farm.plan();
        farm.sync(farm.report("w1", "boot").ended(first));
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
        assertThat(command.attempt()).isEqualTo(2);
        assertThat(farm.worker("w1").presence()).isEqualTo(Presence.ONLINE);
        assertThat(farm.worker("w1").contact().settled())
                .as("it may be forgotten")
                .contains(first.attempt());
    }

    @Test
    void theSameEndTwiceInOneReportIsOneEnd() {
        Command command = started();
        EndedRun end = run(command, EndedRun.Outcome.DONE);
        farm.sync(farm.report("w1", "boot").ended(end).ended(end));
        assertThat(farm.changes.stream().filter(Change.CommandDone.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aWorkerOfAnotherFarmIsNotBelieved() {
        Command command = started();
        farm.sync(farm.report("w1", "boot").farmId("other").ended(run(command, EndedRun.Outcome.DONE)));
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
    }

    @Test
    void anUnknownAttemptIsNoTrouble() {
        EndedRun strange = new EndedRun(
                new AttemptRef(new CommandId(77), 3), 9, EndedRun.Outcome.DONE, 0, null, null, 1, 2, 0, 0, null, 0, 0);
        farm.sync(farm.report("w1", "boot").ended(strange));
        assertThat(farm.worker("w1").contact().settled()).hasSize(1);
    }

    @Test
    void aSmallerMachineKeepsWhatItRunsAndGetsNothingNew() {
        farm.submit(job(frames("render", "1-4")));
        farm.sync(farm.report("w1", "boot").facts(new WorkerFacts(2, 0, "test", "1")));
        assertThat(farm.plan()).hasSize(2);
        farm.sync(farm.report("w1", "boot")
                .facts(new WorkerFacts(1, 0, "test", "1"))
                .running(running(farm.command(1)))
                .running(running(farm.command(2))));
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        farm.end(2, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aNameThatDiffersInCaseOnlyIsRefused() {
        assertThat(farm.farm.findWorker(new WorkerName("W1"))).isNull();
        var refusal = requireNonNull(farm.refusal(new SyncWorker(
                new WorkerReport(
                        1,
                        new WorkerName("W1"),
                        "b",
                        1,
                        null,
                        OrdersNumber.NONE,
                        new WorkerFacts(1, 0, "test", "1"),
                        null,
                        null,
                        List.of(),
                        null,
                        null),
                3)));
        assertThat(refusal.detail()).contains("upper and lower case");
    }
}
