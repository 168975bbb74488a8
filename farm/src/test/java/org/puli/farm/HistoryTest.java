package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.policy;
import static org.puli.farm.FarmFixture.task;
import static org.puli.farm.StoppingJobs.stopping;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.PoolName;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.StopRule;
import org.puli.api.sync.EndedRun;
import org.puli.farm.change.Change;
import org.puli.farm.change.ShareRef;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AttemptRow.Outcome;

/** What is told of attempts that are over, what they leave behind, and which workers have to be told. */
class HistoryTest {
    private static final ExitCodes FIVE_IS_NOTHING_TO_DO =
            new ExitCodes(List.of(), List.of(), List.of(), List.of(5), List.of());

    private static final StopRule OFTEN = new StopRule(null, 0.9);

    private final FarmFixture farm = farm().workers(1);

    private List<AttemptRow> history() {
        return farm.farm.takeTouched().rows(farm.farm.numbers().row(1)).attempts();
    }

    private void endedSaying(long command, long startedAt) {
        Command it = farm.command(command);
        farm.sync(farm.report("w1", "boot")
                .ended(new EndedRun(
                        it.ref(),
                        it.leaseId(),
                        EndedRun.Outcome.FAILED,
                        1,
                        null,
                        "no such program",
                        startedAt,
                        9,
                        0,
                        0,
                        null,
                        0,
                        0)));
    }

    @Test
    void anAttemptOfALostWorkerIsLostAndOneThatWasCanceledBeforeIsCanceled() {
        farm.workers(1);
        farm.submit(job(frames("render", "1")));
        Job canceled = farm.submit(job(frames("comp", "1")));
        farm.plan();
        farm.ask(new CancelJob(canceled.id()));
        farm.pass(31_000);
        assertThat(history())
                .extracting(AttemptRow::commandId, AttemptRow::outcome)
                .containsExactlyInAnyOrder(tuple(1L, Outcome.LOST), tuple(2L, Outcome.CANCELED));
    }

    @Test
    void aJobHasStartedWhenItsFirstCommandHas() {
        Job job = farm.submit(job(frames("render", "1-2")));
        farm.plan();
        assertThat(job.startedAt()).isZero();
        farm.sync(farm.report("w1", "boot").running(FarmFixture.running(farm.command(1))));
        assertThat(job.startedAt()).isEqualTo(5);
        endedSaying(1, 8);
        assertThat(job.startedAt()).as("the first start counts").isEqualTo(5);
    }

    @Test
    void aJobHasStartedThoughItsCommandWasHeardOfOnlyWhenItHadEnded() {
        Job job = farm.submit(job(frames("render", "1-2")));
        farm.plan();
        endedSaying(1, 0);
        assertThat(job.startedAt()).as("that process never began").isZero();
        farm.plan();
        endedSaying(2, 8);
        assertThat(job.startedAt()).isEqualTo(8);
    }

    @Test
    void everyEndCountsForTheRuleThatStopsAJob() {
        Job job = farm.submit(stopping(OFTEN, task("render", "1-3", policy(1, skipping()))));
        farm.plan();
        farm.exit(1, 0, 10);
        assertThat(job.endedSince()).isEqualTo(1);
        assertThat(job.failedSince()).isZero();
        farm.plan();
        farm.exit(2, 1, 10);
        farm.plan();
        farm.exit(3, 5, 10);
        assertThat(job.endedSince())
                .as("one that found nothing to do has ended")
                .isEqualTo(3);
        assertThat(job.failedSince()).isEqualTo(1);
        farm.ask(new RetryJob(job.id(), false));
        assertThat(job.failedSince()).as("whoever retries it, forgives").isZero();
        assertThat(job.endedSince()).isZero();
    }

    private static FailurePolicy skipping() {
        return new FailurePolicy(null, null, null, FIVE_IS_NOTHING_TO_DO, null, null, null, null, null, null, null);
    }

    @Test
    void whereNoRuleStopsAJobItsEndsAreNotCounted() {
        Job job = farm.submit(job(frames("render", "1-3")));
        farm.plan();
        farm.exit(1, 0, 10);
        assertThat(job.endedSince()).isZero();
    }

    @Test
    void onlyATryThatIsTheLastOneCountsForThatRule() {
        Job job = farm.submit(stopping(OFTEN, task("render", "1", attempts(2))));
        farm.plan();
        farm.exit(1, 1, 10);
        assertThat(job.endedSince()).isZero();
        farm.plan();
        farm.exit(1, 1, 10);
        assertThat(job.failedSince()).isEqualTo(1);
    }

    @Test
    void whatHoldsNothingAnyMoreCountsForNobody() {
        Job job = farm.submit(job(frames("render", "1-2")));
        Task task = job.tasks().getFirst();
        farm.plan();
        assertThat(task.usedMilliCost()).isEqualTo(1000);
        assertThat(task.leaseCount()).isEqualTo(1);
        assertThat(job.share().usedMilliCost()).isEqualTo(1000);
        farm.exit(1, 0, 10);
        assertThat(task.usedMilliCost()).isZero();
        assertThat(task.leaseCount()).isZero();
        assertThat(job.usedMilliCost()).isZero();
        assertThat(job.share().usedMilliCost()).isZero();
    }

    @Test
    void oneThatIsStoppedForAShareIsStoppingUntilItIsGone() {
        farm.submit(job(frames("render", "1")));
        farm.plan();
        Command command = farm.command(1);
        farm.farm.takeOrdersDue();
        farm.apply(
                new Change.CommandPreempted(command.ref(), new ShareRef(new PoolName("default"), "film"), farm.millis));
        assertThat(farm.farm.stopping()).containsExactly(command);
        assertThat(farm.farm.takeOrdersDue()).as("its worker has to hear of it").containsExactly(farm.worker("w1"));
        farm.end(1, EndedRun.Outcome.STOPPED);
        assertThat(farm.farm.stopping()).isEmpty();
        assertThat(history()).extracting(AttemptRow::outcome).containsExactly(Outcome.PREEMPTED);
    }

    @Test
    void aWorkerThatDoesNotStartInTimeIsToldToLeaveItAlone() {
        farm.submit(job(frames("render", "1")));
        farm.plan();
        farm.farm.takeOrdersDue();
        farm.apply(new Change.StartOverdue(farm.command(1).ref(), "too slow", farm.millis));
        assertThat(farm.farm.takeOrdersDue()).containsExactly(farm.worker("w1"));
        farm.end(1, EndedRun.Outcome.STOPPED);
        assertThat(history()).extracting(AttemptRow::outcome).containsExactly(Outcome.LOST);
    }

    @Test
    void workersAreToldOfWhatTheyAreGivenAndOfWhatIsTakenFromThem() {
        farm.farm.takeOrdersDue();
        assertThat(farm.farm.hasOrdersDue()).isFalse();
        Job job = farm.submit(job(frames("render", "1-2")));
        assertThat(farm.farm.hasOrdersDue()).isFalse();
        farm.plan();
        assertThat(farm.farm.hasOrdersDue()).isTrue();
        assertThat(farm.farm.takeOrdersDue()).containsExactly(farm.worker("w1"));
        farm.ask(new CancelJob(job.id()));
        assertThat(farm.farm.takeOrdersDue()).containsExactly(farm.worker("w1"));
    }

    @Test
    void aJobMovesOnByWhatItsCommandsCostForEachUnitOfItsWeight() {
        farm.workers(1, 4);
        Job heavy = farm.submit(job(50, 2, task("sim", "1", cores(4))));
        farm.plan();
        assertThat(heavy.startMark()).isEqualTo(2.0);
        Job light = farm.submit(job(50, 0.5, task("render", "1-2", cores(1))));
        double begin = light.startMark();
        farm.plan();
        assertThat(light.startMark() - begin).isEqualTo(2.0);
    }

    @Test
    void howLongCommandsTakeIsKnownFromThoseThatWentWell() {
        Task task = farm.submit(job(frames("render", "1-3"))).tasks().getFirst();
        assertThat(task.usualMillis()).isEqualTo(-1);
        farm.plan();
        farm.exit(1, 0, 1_000);
        farm.plan();
        farm.exit(2, 0, 3_000);
        farm.plan();
        farm.exit(3, 1, 90_000);
        assertThat(task.usualMillis()).isEqualTo(2_000);
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(requireNonNull(loaded.findTask(new CommandId(1))).usualMillis())
                .as("a restart reckons with when it was told of their ends")
                .isPositive();
    }
}
