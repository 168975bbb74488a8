package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.policy;
import static org.puli.farm.FarmFixture.run;
import static org.puli.farm.FarmFixture.running;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.WorkerName;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Duty;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.FarmFixture;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.SyncWorker;

/** What a worker's word about its runs comes to, and the reasons that people read afterwards. */
class ReportedRunsTest {
    private final FarmFixture farm = farm().workers(1);

    private Command started(TaskSettings settings) {
        farm.submit(job(task("render", "1", settings)));
        farm.plan();
        return farm.command(1);
    }

    private Command started() {
        return started(TaskSettings.NONE);
    }

    private void report(RunState run) {
        farm.sync(farm.report("w1", "boot").running(run));
    }

    @Test
    void theProgressThatAWorkerTellsIsShown() {
        Command command = started();
        report(running(command));
        assertThat(command.told().fraction()).isNull();
        assertThat(farm.changes).noneMatch(Change.Progressed.class::isInstance);
        report(new RunState(command.ref(), command.leaseId(), RunState.Phase.RUNNING, 5, 0.4));
        assertThat(command.told().fraction()).isEqualTo(0.4);
    }

    @Test
    void whatHasNoProcessYetHasNotStarted() {
        Command command = started();
        report(new RunState(command.ref(), command.leaseId(), RunState.Phase.STARTING, 0, null));
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
        report(running(command));
        assertThat(command.status()).isEqualTo(Status.RUNNING);
        assertThat(command.startedAt()).isEqualTo(5);
    }

    @Test
    void whatIsReportedAsEndedAndAsRunningHasEnded() {
        Command command = started();
        farm.sync(farm.report("w1", "boot").running(running(command)).ended(run(command, Outcome.DONE)));
        assertThat(command.status()).isEqualTo(Status.DONE);
        assertThat(farm.changes).noneMatch(Change.CommandStarted.class::isInstance);
    }

    @Test
    void aRunUnderAnotherLeaseIsNotTheOneThatIsHeld() {
        Command command = started();
        farm.sync(farm.report("w1", "boot")
                .running(new RunState(command.ref(), command.leaseId() + 1, RunState.Phase.RUNNING, 5, 0.4)));
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
        assertThat(command.told().fraction()).isNull();
    }

    @Test
    void aCommandThatItsWorkerDroppedSaysSo() {
        Command command = started();
        OrdersNumber orders = farm.order("w1");
        farm.sync(farm.report("w1", "boot").seen(orders));
        assertThat(command.reason()).isEqualTo("worker w1 did not know of it any more");
    }

    @Test
    void aCommandWhoseWorkerWasStartedAnewSaysSo() {
        Command command = started();
        farm.sync(farm.report("w1", "reboot").link(2));
        assertThat(command.reason()).isEqualTo("worker w1 was started anew");
    }

    @Test
    void whatWasCanceledBeforeItWasOrderedIsGoneWhenTheWorkerKnowsTheOrdersOfThatTime() {
        OrdersNumber before = farm.order("w1");
        Command command = started();
        farm.ask(new CancelJob(command.task().job().id()));
        farm.sync(farm.report("w1", "boot").seen(new OrdersNumber(1, before.number() - 1)));
        assertThat(command.holder()).as("its orders may be on their way").isNotNull();
        farm.sync(farm.report("w1", "boot").seen(before));
        assertThat(command.holder()).isNull();
        assertThat(farm.worker("w1").freeMilliCores()).isEqualTo(1_000);
    }

    private static EndedRun stopped(Command command, @Nullable String reason) {
        return new EndedRun(
                command.ref(), command.leaseId(), Outcome.STOPPED, null, null, reason, 5, 6, 0, 0, null, 0, 0);
    }

    @Test
    void aRunThatItsWorkerStoppedKeepsTheWorkersWords() {
        Command command = started();
        farm.sync(farm.report("w1", "boot").ended(stopped(command, "the machine shuts down")));
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.reason()).isEqualTo("the machine shuts down");
        farm.plan();
        farm.sync(farm.report("w1", "boot").ended(stopped(command, null)));
        assertThat(command.reason()).isEqualTo("stopped by its worker");
    }

    private static TaskSettings minTime(int seconds) {
        return policy(
                1,
                new FailurePolicy(null, null, null, null, null, Duration.ofSeconds(seconds), null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"0, FAILED", "9999, FAILED", "10000, DONE", "-3600000, DONE"})
    void aRunThatEndsBeforeItsLeastTimeHasFailedUnlessTheClockWasSetBack(long took, Status status) {
        Command command = started(minTime(10));
        farm.exit(1, 0, took);
        assertThat(command.status()).isEqualTo(status);
    }

    @Test
    void aRunOfWhichNobodyKnowsWhenItStartedMayBeAsShortAsItLikes() {
        Command command = started(minTime(10));
        farm.sync(farm.report("w1", "boot")
                .ended(new EndedRun(
                        command.ref(), command.leaseId(), Outcome.DONE, 0, null, null, 0, 9_999, 0, 0, null, 0, 0)));
        assertThat(command.status()).isEqualTo(Status.DONE);
    }

    @Test
    void aFailureWithoutAnotherTryCountsAgainstTheWorker() {
        ExitCodes codes = new ExitCodes(List.of(), List.of(3), List.of(), List.of(), List.of());
        FailurePolicy atOnce = new FailurePolicy(null, null, null, codes, null, null, null, null, 1, null);
        Command command = started(policy(5, atOnce));
        farm.exit(1, 3, 50);
        assertThat(command.status()).isEqualTo(Status.FAILED);
        assertThat(command.reason()).isEqualTo("exit code 3: failed without another try");
        assertThat(command.task().isBlocked(farm.worker("w1"))).isTrue();
        assertThat(command.task().blocks().views().getFirst().reason()).isEqualTo("failed there");
    }

    @Test
    void aFarmThatTurnedTheQuarantineOffKeepsWorkersWhateverFailsThere() {
        Rules never = new Rules(30_000, 5_000, new Rules.Quarantine(0, 60_000));
        Decisions decisions = new Decisions(() -> never, job -> null, farm.why);
        farm.workers(1).ask(new PauseWorker(new WorkerName("w2"), "a spare one"));
        farm.submit(job(frames("a", "1"), frames("b", "1")));
        farm.submit(job(frames("c", "1")));
        for (int i = 0; i < 3; i++) {
            Command command = farm.command(farm.plan().getFirst().command().value());
            WorkerReport report = new WorkerReport(
                    1,
                    new WorkerName("w1"),
                    "boot",
                    10 + i,
                    "f1",
                    OrdersNumber.NONE,
                    null,
                    List.of(),
                    List.of(run(command, Outcome.FAILED)),
                    List.of(),
                    null,
                    null);
            decisions
                    .decide(farm.farm, new SyncWorker(report, 1), new Moment(farm.millis, farm.millis))
                    .changes()
                    .forEach(farm::apply);
        }
        assertThat(farm.worker("w1").streak().tasks()).hasSize(3);
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.ACTIVE);
    }

    private String refused(int protocol, @Nullable WorkerFacts facts) {
        WorkerReport report = new WorkerReport(
                protocol,
                new WorkerName("new"),
                "b",
                1,
                null,
                OrdersNumber.NONE,
                facts,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
        return farm.refusal(new SyncWorker(report, 1)).detail();
    }

    @Test
    void aWorkerOfAnotherReleaseAndOneThatDoesNotTellItsMachineAreSentAway() {
        assertThat(refused(2, new WorkerFacts(1, 0, "test", "3")))
                .isEqualTo("worker new speaks protocol 2; this dispatcher speaks 1: install the same release on both");
        assertThat(refused(1, null)).isEqualTo("the first report of a worker has to tell its facts");
        assertThat(farm.farm.workers()).hasSize(1);
    }

    @Test
    void aWorkerThatWasStartedAnewForAnotherFarmRunsNothingOfOurs() {
        Command command = started();
        farm.sync(farm.report("w1", "boot").farmId("other"));
        assertThat(command.status()).as("the same daemon may come back").isEqualTo(Status.ASSIGNED);
        farm.sync(farm.report("w1", "reboot").link(2).farmId("other").running(running(command)));
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.reason()).isEqualTo("worker w1 was started anew");
    }
}
