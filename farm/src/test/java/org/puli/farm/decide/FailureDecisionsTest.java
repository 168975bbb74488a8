package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.policy;
import static org.puli.farm.FarmFixture.running;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.api.JobId;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.view.CommandView;
import org.puli.api.view.Status;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Command;
import org.puli.farm.CommandShow;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.JobShow;
import org.puli.farm.Moment;
import org.puli.farm.Task;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Tick;

/** What the end of an attempt means for its command: pauses, exit codes, licenses, times. */
class FailureDecisionsTest {
    private static final FailurePolicy NONE = FailurePolicy.NONE;

    private final FarmFixture farm = farm().workers(1);

    private static FailurePolicy delays(int seconds, double backoff, int most) {
        return new FailurePolicy(
                Duration.ofSeconds(seconds),
                backoff,
                Duration.ofSeconds(most),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static FailurePolicy codes(ExitCodes codes) {
        return new FailurePolicy(null, null, null, codes, null, null, null, null, null, null, null);
    }

    private static final FailurePolicy CODES =
            codes(new ExitCodes(List.of(99), List.of(2, 3), List.of(75), List.of(42), List.of(1)));

    private Command started(int attempts, FailurePolicy policy) {
        farm.submit(job(task("render", "1", policy(attempts, policy)), frames("then", "1", after("render"))));
        farm.plan();
        return farm.command(1);
    }

    @Test
    void theNextTryWaitsLongerAfterEachFailure() {
        Command command = started(4, delays(30, 2, 100));
        Task task = command.task();
        for (long pause : new long[] {30_000, 60_000, 100_000}) {
            farm.exit(1, 7, 50);
            assertThat(command.status()).isEqualTo(Status.READY);
            assertThat(task.isDelayed(0)).isTrue();
            assertThat(task.isReady()).isFalse();
            assertThat(JobShow.line(task.job(), farm.reasons.of(task.job())).waiting())
                    .isEqualTo(WaitingReason.RETRY_DELAY);
            assertThat(shown(command).readyAt()).isEqualTo(farm.millis + pause);
            farm.passHeard(pause - 1);
            assertThat(farm.plan()).isEmpty();
            farm.passHeard(1);
            assertThat(task.delayedCount()).isZero();
            assertThat(shown(command).readyAt()).isNull();
            assertThat(farm.plan()).hasSize(1);
        }
        farm.exit(1, 7, 50);
        assertThat(command.status()).isEqualTo(Status.FAILED);
    }

    private static CommandView shown(Command command) {
        return CommandShow.view(command.task(), command.index());
    }

    @Test
    void withoutAPauseTheNextTryStartsAtOnce() {
        started(2, NONE);
        farm.exit(1, 7, 50);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aPauseSurvivesARestartAndAClockThatWasSetBackMeanwhile() {
        started(3, delays(30, 1, 600));
        farm.exit(1, 7, 50);
        Farm loaded = Farm.load(farm.farm.rows(1));
        Decisions decisions = new Decisions(() -> Rules.DEFAULT, job -> null, farm.why);
        loaded.apply(new Change.EpochBegun(2));
        tick(decisions, loaded, farm.millis + 10_000, 500);
        Task task = requireNonNull(loaded.findJob(new JobId(1))).tasks().getFirst();
        tick(decisions, loaded, farm.millis - 3_600_000, 20_499);
        assertThat(task.isDelayed(0)).as("20 s were left").isTrue();
        tick(decisions, loaded, farm.millis - 3_600_000, 20_500);
        assertThat(task.isDelayed(0)).isFalse();
        Farm late = Farm.load(farm.farm.rows(1));
        tick(decisions, late, farm.millis - 3_600_000, 0);
        tick(decisions, late, farm.millis, 30_000);
        assertThat(requireNonNull(late.findJob(new JobId(1))).tasks().getFirst().isReady())
                .as("never longer than the pause itself")
                .isTrue();
    }

    private static void tick(Decisions decisions, Farm farm, long wall, long mono) {
        decisions.decide(farm, new Tick(), new Moment(wall, mono)).changes().forEach(farm::apply);
    }

    @Test
    void whatIsCanceledOrDeletedWhileItPausesIsForgotten() {
        Command command = started(3, delays(30, 1, 600));
        farm.exit(1, 7, 50);
        farm.ask(new CancelJob(new JobId(1)));
        assertThat(command.delay()).isNull();
        assertThat(farm.farm.deadlines().due(new Moment(0, Long.MAX_VALUE))).isEmpty();
        farm.ask(new RetryJob(new JobId(1), false));
        assertThat(farm.plan()).hasSize(1);
        farm.exit(1, 7, 50);
        farm.ask(new DeleteJob(new JobId(1)));
        assertThat(farm.farm.deadlines().due(new Moment(0, Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void aFreeTryDoesNotCountAndPausesALittle() {
        Command command = started(1, CODES);
        farm.exit(1, 99, 50);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.failures()).isZero();
        assertThat(command.returns()).isEqualTo(1);
        assertThat(command.reason()).isEqualTo("exit code 99: tried again free of charge");
        farm.pass(1_000);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aDeferredTryDoesNotCountAndPausesLonger() {
        Command command = started(1, CODES);
        farm.exit(1, 75, 50);
        assertThat(command.failures()).isZero();
        farm.pass(29_999);
        assertThat(farm.plan()).isEmpty();
        farm.pass(1);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void someExitCodesFailAtOnce() {
        Command command = started(5, CODES);
        farm.exit(1, 3, 50);
        assertThat(command.status()).isEqualTo(Status.FAILED);
        assertThat(command.failures()).isEqualTo(1);
        assertThat(command.reason()).isEqualTo("exit code 3: failed without another try");
    }

    @Test
    void someExitCodesSkipAndWhoWaitsGoesOn() {
        Command command = started(1, CODES);
        farm.exit(1, 42, 50);
        assertThat(command.status()).isEqualTo(Status.SKIPPED);
        assertThat(farm.plan()).as("skipped counts as done").hasSize(1);
        farm.exit(2, 0, 50);
        farm.ask(new RetryJob(new JobId(1), false));
        assertThat(command.status()).as("nothing failed").isEqualTo(Status.SKIPPED);
        farm.ask(new RetryJob(new JobId(1), true));
        assertThat(command.status()).isEqualTo(Status.READY);
    }

    @Test
    void someExitCodesAreDoneAllTheSame() {
        Command command = started(1, CODES);
        farm.exit(1, 1, 50);
        assertThat(command.status()).isEqualTo(Status.DONE);
        assertThat(command.failures()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"TOO_LONG", "NO_PROGRESS"})
    void whatTheWorkerStoppedHasFailedWhateverItReturned(Cause cause) {
        Command command = started(1, CODES);
        farm.exit(farm.command(1), 42, 1_000, cause);
        assertThat(command.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void whoSaysThatItFailedHasFailedWhateverItsCodeMeans() {
        ExitCodes codes = new ExitCodes(List.of(), List.of(), List.of(), List.of(0), List.of());
        Command command =
                started(1, new FailurePolicy(null, null, null, codes, null, null, null, null, null, null, null));
        tell(command, 0, "no camera");
        assertThat(command.status()).isEqualTo(Status.FAILED);
        assertThat(command.exitCode()).isZero();
        assertThat(command.reason()).isEqualTo("no camera");
    }

    /** The worker reports that a line of the output says that it failed. */
    private void tell(Command command, int exitCode, String reason) {
        EndedRun run = new EndedRun(
                command.ref(),
                command.leaseId(),
                EndedRun.Outcome.FAILED,
                exitCode,
                null,
                reason,
                1,
                2,
                0,
                0,
                Cause.TOLD,
                0,
                0);
        farm.sync(farm.report("w1", "boot").ended(run));
    }

    @Test
    void whatTheWorkerKnowsStandsBeforeWhatTheCodeMeans() {
        Command command = started(2, CODES);
        tell(command, 99, "exit code 99: no plate");
        assertThat(command.reason()).isEqualTo("exit code 99: no plate (tried again free of charge)");
        assertThat(command.failures()).isZero();
    }

    @Test
    void aMissingLicenseDefersByExitCodeOrByWhatTheWorkerRead() {
        LicenseFailure license = new LicenseFailure(List.of(210), "no license");
        Command command =
                started(1, new FailurePolicy(null, null, null, null, license, null, null, null, null, null, null));
        farm.exit(1, 210, 50);
        assertThat(command.reason()).isEqualTo("exit code 210: no license, tried again later");
        farm.pass(30_000);
        farm.plan();
        farm.exit(farm.command(1), 1, 1_000, Cause.NO_LICENSE);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.returns()).isEqualTo(2);
        assertThat(command.failures()).isZero();
    }

    @Test
    void whatEndsTooSoonHasFailed() {
        Duration least = Duration.ofSeconds(2);
        Command command =
                started(2, new FailurePolicy(null, null, null, null, null, least, null, null, null, null, null));
        farm.exit(1, 0, 1_999);
        assertThat(command.reason()).isEqualTo("ended after 1.999 s, sooner than its least time of 2 s");
        assertThat(command.failures()).isEqualTo(1);
        farm.plan();
        farm.exit(1, 0, 2_000);
        assertThat(command.status()).isEqualTo(Status.DONE);
    }

    @Test
    void aFailureAfterDeferredTriesPausesAsTheFirstOne() {
        Command command = started(
                3,
                new FailurePolicy(
                        Duration.ofSeconds(10),
                        2.0,
                        null,
                        CODES.exitCodes(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        farm.exit(1, 75, 50);
        farm.pass(10_000).plan();
        farm.exit(1, 75, 50);
        assertThat(requireNonNull(command.delay()).readyAt()).isEqualTo(farm.millis + 20_000);
        farm.pass(20_000).plan();
        farm.exit(1, 7, 50);
        assertThat(requireNonNull(command.delay()).readyAt()).isEqualTo(farm.millis + 10_000);
    }

    private static FailurePolicy startWithin(int seconds) {
        return new FailurePolicy(
                null, null, null, null, null, null, null, Duration.ofSeconds(seconds), null, null, null);
    }

    @Test
    void whatDoesNotStartInTimeGoesBackAndDoesNotCount() {
        Command command = started(1, startWithin(5));
        OrdersNumber orders = farm.order("w1");
        farm.pass(0).pass(5_000);
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
        farm.pass(1);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.failures()).isZero();
        assertThat(command.avoids(farm.worker("w1"))).isTrue();
        assertThat(farm.worker("w1").freeMilliCores())
                .as("held until the worker lets go")
                .isZero();
        assertThat(farm.plan()).isEmpty();
        farm.sync(farm.report("w1", "boot").seen(orders));
        assertThat(command.holder()).isNull();
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void whatStartsInTimeGoesOn() {
        Command command = started(1, startWithin(5));
        farm.pass(0).pass(4_000);
        farm.sync(farm.report("w1", "boot").running(running(command)));
        farm.pass(60_000);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.reason()).as("its worker was silent, that is all").contains("not heard");
    }

    @Test
    void aCommandRemembersWhereItFailedUntilAPersonRetriesIt() {
        Command command = started(2, NONE);
        farm.exit(1, 7, 50);
        assertThat(command.avoided()).containsExactly(farm.worker("w1"));
        assertThat(command.avoidedNumbers()).containsExactly(1L);
        assertThat(shown(command).avoided()).containsExactly(farm.worker("w1").name());
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
        farm.plan();
        farm.exit(1, 7, 50);
        farm.ask(new RetryJob(new JobId(1), false));
        assertThat(command.avoided()).isEmpty();
        assertThat(shown(command).avoided()).isNull();
    }

    @Test
    void aStoppedRunIsLostAsEver() {
        Command command = started(1, CODES);
        farm.end(1, Outcome.STOPPED);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.avoided()).isEmpty();
    }
}
