package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.policy;
import static org.puli.farm.FarmFixture.task;
import static org.puli.farm.StoppingJobs.stopping;

import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.StopRule;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.BlockView;
import org.puli.api.view.Duty;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.ShowBlocklist;
import org.puli.farm.request.Tick;

/** What follows from failures beyond the command: blocklists, quarantine, stopped jobs. */
class AftermathTest {
    private static final long PROBATION = 15 * 60_000;

    private final FarmFixture farm = withSpare(farm().workers(1));
    private final Worker worker = farm.worker("w1");

    /** A second worker, without which the first would not be quarantined; it gets no work. */
    private static FarmFixture withSpare(FarmFixture farm) {
        farm.workers(1).ask(new PauseWorker(new WorkerName("w2"), "a spare one"));
        return farm;
    }

    private static FailurePolicy blocklistAfter(int failures) {
        return new FailurePolicy(null, null, null, null, null, null, null, null, failures, null, null);
    }

    /** Starts whatever is next and lets it fail. */
    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            farm.exit(farm.plan().getFirst().command().value(), 7, 50);
        }
    }

    @Test
    void aTaskBlocksAWorkerAfterFailuresInARow() {
        Task task = farm.submit(job(task("render", "1-9", policy(1, blocklistAfter(3)))))
                .tasks()
                .getFirst();
        fail(2);
        farm.exit(farm.plan().getFirst().command().value(), 0, 50);
        fail(2);
        assertThat(task.blocklist()).isEmpty();
        assertThat(task.blocks().failuresOn(worker)).isEqualTo(2);
        fail(1);
        assertThat(task.blocklist()).containsExactly(worker.number());
        assertThat(task.isBlocked(worker)).isTrue();
        BlockView shown =
                farm.ask(new ShowBlocklist(new JobId(1), 0, 10)).items().getFirst();
        assertThat(shown.reason()).isEqualTo("failed there 3 times in a row");
        assertThat(shown.by()).isNull();
        assertThat(shown.since()).isEqualTo(farm.millis);
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
    }

    @Test
    void severalFailuresOfOneReportCountTogether() {
        FarmFixture wide = farm().workers(1, 4);
        Task task = wide.submit(job(task("render", "1-3", policy(1, blocklistAfter(3)))))
                .tasks()
                .getFirst();
        wide.plan();
        FarmFixture.Report report = wide.report("w1", "boot");
        for (long command = 1; command <= 3; command++) {
            report.ended(FarmFixture.run(wide.command(command), Outcome.FAILED));
        }
        wide.sync(report);
        assertThat(task.isBlocked(wide.worker("w1"))).isTrue();
    }

    @Test
    void zeroNeverBlocks() {
        Task task = farm.submit(job(task("render", "1-9", policy(1, blocklistAfter(0)))))
                .tasks()
                .getFirst();
        fail(9);
        assertThat(task.blocklist()).isEmpty();
    }

    @Test
    void peopleBlockAndClearAndAreRefusedWhatIsNotThere() {
        Job job = farm.submit(job(frames("a", "1"), frames("b", "1")));
        WorkerName name = worker.name();
        assertThat(farm.ask(new BlockWorker(job.id(), "a", name, "ada", null)).items())
                .singleElement()
                .extracting(BlockView::by, BlockView::reason)
                .containsExactly("ada", "by hand");
        assertThat(farm.ask(new BlockWorker(job.id(), null, name, "bea", "noisy"))
                        .total())
                .isEqualTo(2);
        assertThat(farm.ask(new ShowBlocklist(job.id(), 1, 1)).items())
                .singleElement()
                .extracting(BlockView::taskName)
                .isEqualTo("b");
        assertThat(farm.ask(new ClearBlocklist(job.id(), "a", name)).total()).isEqualTo(1);
        assertThat(farm.ask(new ClearBlocklist(job.id(), null, null)).total()).isZero();
        int before = farm.changes.size();
        farm.ask(new ClearBlocklist(job.id(), null, null));
        assertThat(farm.changes).as("repeating changes nothing").hasSize(before);
        WorkerName stranger = new WorkerName("w9");
        assertThat(requireNonNull(farm.refusal(new BlockWorker(job.id(), null, stranger, "ada", null)))
                        .type())
                .isEqualTo("unknown-worker");
        assertThat(requireNonNull(farm.refusal(new ClearBlocklist(job.id(), null, stranger)))
                        .type())
                .isEqualTo("unknown-worker");
        assertThat(requireNonNull(farm.refusal(new BlockWorker(job.id(), "c", name, "ada", null)))
                        .type())
                .isEqualTo("unknown-task");
        assertThat(requireNonNull(farm.refusal(new ClearBlocklist(job.id(), "c", null)))
                        .type())
                .isEqualTo("unknown-task");
        assertThat(requireNonNull(farm.refusal(new ShowBlocklist(new JobId(9), 0, 1)))
                        .type())
                .isEqualTo("unknown-job");
    }

    /** Three tasks of two jobs, each of which fails once. */
    private void suspect() {
        farm.submit(job(frames("a", "1"), frames("b", "1")));
        farm.submit(job(frames("c", "1")));
        fail(3);
    }

    @Test
    void aWorkerOnWhichTasksOfSeveralJobsFailIsQuarantined() {
        suspect();
        assertThat(worker.duty()).isEqualTo(Duty.QUARANTINED);
        assertThat(worker.view().status()).isEqualTo(WorkerStatus.QUARANTINED);
        assertThat(worker.view().pauseReason())
                .isEqualTo("commands of 3 tasks of 2 jobs failed on it, and none went well between");
        assertThat(worker.view().probationAt()).isEqualTo(farm.millis + PROBATION);
        farm.submit(job(frames("d", "1")));
        assertThat(farm.plan()).isEmpty();
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
    }

    @Test
    void whenHalfOfAPoolIsIllItIsNotTheWorkers() {
        FarmFixture alone = farm().workers(3);
        alone.submit(job(frames("a", "1-9"), frames("b", "1-9")));
        alone.submit(job(frames("c", "1-9")));
        for (int i = 0; i < 9; i++) {
            alone.plan().forEach(attempt -> alone.exit(attempt.command().value(), 7, 50));
        }
        assertThat(alone.farm.workers())
                .extracting(Worker::duty)
                .containsOnlyOnce(Duty.QUARANTINED)
                .contains(Duty.ACTIVE);
    }

    @Test
    void oneBrokenJobDoesNotQuarantineAWorker() {
        farm.submit(job(frames("a", "1"), frames("b", "1"), frames("c", "1"), frames("d", "1")));
        fail(4);
        assertThat(worker.duty()).isEqualTo(Duty.ACTIVE);
    }

    @Test
    void aSuccessBetweenForgivesAll() {
        farm.submit(job(frames("a", "1"), frames("b", "1"), frames("ok", "1")));
        farm.submit(job(frames("c", "1")));
        fail(2);
        assertThat(worker.streak().tasks()).hasSize(2);
        farm.exit(farm.plan().getFirst().command().value(), 0, 50);
        assertThat(worker.streak().isEmpty()).isTrue();
        fail(1);
        assertThat(worker.duty()).isEqualTo(Duty.ACTIVE);
    }

    @Test
    void onProbationItGetsOneCommandWhoseSuccessMakesItActive() {
        suspect();
        farm.submit(job(frames("d", "1-3")));
        heard(PROBATION);
        assertThat(worker.duty()).isEqualTo(Duty.PROBATION);
        assertThat(farm.plan()).hasSize(1);
        farm.exit(4, 0, 50);
        assertThat(worker.duty()).isEqualTo(Duty.ACTIVE);
        assertThat(worker.quarantines()).isZero();
    }

    /** Time passes, and the worker is heard. */
    private void heard(long millis) {
        farm.millis += millis;
        farm.sync(farm.report("w1", "boot"));
        farm.ask(new Tick());
    }

    @Test
    void aFailureOnProbationDoublesTheQuarantine() {
        suspect();
        farm.submit(job(frames("d", "1-9")));
        for (long pause = PROBATION; pause <= 4 * PROBATION; pause *= 2) {
            assertThat(requireNonNull(worker.probation()).readyAt()).isEqualTo(farm.millis + pause);
            heard(pause);
            fail(1);
            assertThat(worker.duty()).isEqualTo(Duty.QUARANTINED);
        }
        assertThat(worker.pauseReason()).isEqualTo("failed again on probation");
    }

    @Test
    void aWideWorkerGetsOneCommandOnlyWhileOnProbation() {
        FarmFixture wide = withSpare(farm().workers(1, 4));
        wide.submit(job(frames("a", "1"), frames("b", "1")));
        wide.submit(job(frames("c", "1")));
        wide.plan().forEach(attempt -> wide.exit(attempt.command().value(), 7, 50));
        wide.submit(job(frames("d", "1-9")));
        wide.passHeard(PROBATION);
        assertThat(wide.plan()).hasSize(1);
        wide.exit(4, 0, 50);
        assertThat(wide.plan()).hasSize(4);
    }

    @Test
    void aQuarantineSurvivesARestart() {
        suspect();
        Farm loaded = Farm.load(farm.farm.rows(1));
        Decisions decisions = new Decisions(() -> Rules.DEFAULT, job -> null, farm.why);
        Worker same = requireNonNull(loaded.findWorker(worker.name()));
        tick(decisions, loaded, farm.millis + 60_000, 0);
        tick(decisions, loaded, 0, PROBATION - 60_001);
        assertThat(same.duty()).isEqualTo(Duty.QUARANTINED);
        tick(decisions, loaded, 0, PROBATION - 60_000);
        assertThat(same.duty()).isEqualTo(Duty.PROBATION);
    }

    private static void tick(Decisions decisions, Farm farm, long wall, long mono) {
        decisions.decide(farm, new Tick(), new Moment(wall, mono)).changes().forEach(farm::apply);
    }

    @Test
    void aPersonsWordEndsAQuarantine() {
        suspect();
        farm.ask(new ReleaseWorker(worker.name()));
        assertThat(worker.duty()).isEqualTo(Duty.ACTIVE);
        assertThat(worker.streak().isEmpty()).isTrue();
        farm.ask(new PauseWorker(worker.name(), "new disk"));
        heard(PROBATION);
        assertThat(worker.duty()).as("who is paused stays so").isEqualTo(Duty.PAUSED);
    }

    @Test
    void aJobStopsAfterSoManyFailedCommandsAndAPersonForgivesThem() {
        Job job = farm.submit(stopping(new StopRule(3, null), frames("a", "1-20")));
        fail(3);
        assertThat(job.isPaused()).isTrue();
        assertThat(job.pauseReason()).isEqualTo("stopped after 3 failed commands");
        assertThat(farm.plan()).isEmpty();
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
        farm.ask(new ResumeJob(job.id()));
        assertThat(job.pauseReason()).isNull();
        fail(2);
        assertThat(job.isPaused()).isFalse();
        farm.ask(new RetryJob(job.id(), false));
        fail(2);
        assertThat(job.isPaused()).as("a retry forgives too").isFalse();
        fail(1);
        assertThat(job.isPaused()).isTrue();
    }

    @Test
    void triesThatAreLeftDoNotStopAJob() {
        Job job = farm.submit(stopping(new StopRule(1, null), task("a", "1", FarmFixture.attempts(3))));
        fail(2);
        assertThat(job.isPaused()).isFalse();
        fail(1);
        assertThat(job.pauseReason()).isEqualTo("stopped after 1 failed command");
    }

    @Test
    void aJobStopsAtAFailureRateFromTenEndedCommandsOn() {
        Job job = farm.submit(stopping(new StopRule(null, 0.5), frames("a", "1-30")));
        fail(9);
        assertThat(job.isPaused()).isFalse();
        farm.exit(farm.plan().getFirst().command().value(), 0, 50);
        assertThat(job.pauseReason()).isEqualTo("stopped because 9 of 10 commands failed");
    }
}
