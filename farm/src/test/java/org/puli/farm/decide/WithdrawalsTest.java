package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.running;
import static org.puli.farm.FarmFixture.task;

import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.Duty;
import org.puli.api.view.Status;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.FarmFixture.Report;
import org.puli.farm.FileWatch;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ResumeWorker;

class WithdrawalsTest {
    private static final WorkerName W1 = new WorkerName("w1");

    private final FarmFixture farm = FarmFixture.farm().workers(1, 4);

    private static Availability away(Cause cause, OfRunning then) {
        return new Availability(cause, "it is day", then);
    }

    private Report says(Cause cause, OfRunning then) {
        return farm.report("w1", "boot").availability(away(cause, then));
    }

    private WorkerStatus status() {
        return farm.worker("w1").view().status();
    }

    @Test
    void aWorkerThatWantsNoWorkGetsNoneUntilItDoes() {
        farm.sync(says(Cause.OFF_HOURS, OfRunning.FINISH));
        farm.submit(job(frames("a", "1-2")));
        assertThat(farm.plan()).isEmpty();
        assertThat(status()).isEqualTo(WorkerStatus.OFF_HOURS);
        assertThat(farm.worker("w1").view().duty()).isEqualTo(Duty.ACTIVE);
        farm.sync(farm.report("w1", "boot"));
        assertThat(farm.plan()).hasSize(2);
        assertThat(status()).isEqualTo(WorkerStatus.BUSY);
    }

    @Test
    void whatRunsGoesOnAndWhatHasNotStartedIsTakenBack() {
        Job job = farm.submit(job(frames("a", "1-3")));
        farm.plan();
        farm.sync(farm.report("w1", "boot").running(running(farm.command(1))));
        // The third is neither started nor ordered yet; the second starts with this very report.
        farm.sync(says(Cause.LOCAL, OfRunning.FINISH)
                .running(running(farm.command(1)))
                .running(running(farm.command(2))));
        assertThat(farm.command(1).status()).isEqualTo(Status.RUNNING);
        assertThat(farm.command(2).status()).isEqualTo(Status.RUNNING);
        assertThat(farm.command(3).status()).isEqualTo(Status.READY);
        assertThat(farm.command(3).reason()).contains("w1", "it is day");
        assertThat(farm.command(3).holder())
                .as("until its worker says that it is gone")
                .isNotNull();
        assertThat(job.counts().ready()).isEqualTo(1);
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
    }

    @Test
    void whatRunsIsRunAgainElsewhereAndNoTryIsCounted() {
        farm.submit(job(task("a", "1", attempts(1))));
        farm.plan();
        farm.sync(says(Cause.USER_PRESENT, OfRunning.REQUEUE).running(running(farm.command(1))));
        assertThat(farm.command(1).status()).isEqualTo(Status.READY);
        assertThat(status()).isEqualTo(WorkerStatus.USER_PRESENT);
        farm.end(1, Outcome.STOPPED);
        farm.workers(1);
        assertThat(farm.plan()).hasSize(1);
        assertThat(farm.command(1).failures()).isZero();
        assertThat(farm.command(1).attempt()).isEqualTo(2);
        assertThat(farm.worker("w1").streak().isEmpty()).isTrue();
    }

    @Test
    void whatRunsIsCanceledButNotWhatNeverStarted() {
        Job job = farm.submit(job(frames("a", "1-2"), frames("b", "1", after("a"))));
        farm.plan();
        farm.sync(says(Cause.LOCAL, OfRunning.KILL).running(running(farm.command(1))));
        assertThat(farm.command(1).status()).isEqualTo(Status.CANCELED);
        assertThat(farm.command(1).reason()).contains("it is day");
        assertThat(farm.command(2).status()).isEqualTo(Status.READY);
        assertThat(job.counts().failed()).isZero();
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
    }

    @Test
    void anEndThatComesWithTheReportStands() {
        farm.submit(job(task("a", "1-2", attempts(1))));
        farm.plan();
        farm.sync(says(Cause.LOCAL, OfRunning.KILL)
                .ended(FarmFixture.run(farm.command(1), Outcome.DONE))
                .ended(FarmFixture.run(farm.command(2), Outcome.FAILED)));
        assertThat(farm.command(1).status()).isEqualTo(Status.DONE);
        assertThat(farm.command(2).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void whatIsLostWithTheSameReportIsLostAndNotTakenBack() {
        farm.submit(job(frames("a", "1")));
        farm.plan();
        farm.changes.clear();
        farm.sync(farm.report("w1", "a new boot").availability(away(Cause.OFF_HOURS, OfRunning.KILL)));
        assertThat(farm.changes).noneMatch(change -> change instanceof Change.AttemptWithdrawn);
        assertThat(farm.command(1).status()).isEqualTo(Status.READY);
        assertThat(farm.command(1).holder()).isNull();
    }

    @Test
    void theSameReportAgainChangesNothing() {
        farm.submit(job(frames("a", "1-2")));
        farm.plan();
        farm.sync(says(Cause.OFF_HOURS, OfRunning.REQUEUE).running(running(farm.command(1))));
        farm.changes.clear();
        farm.sync(says(Cause.OFF_HOURS, OfRunning.REQUEUE).running(running(farm.command(1))));
        assertThat(farm.changes).hasSize(1).allMatch(change -> change instanceof Change.WorkerSeen);
    }

    @Test
    void whatPeopleSayAndWhatTheWorkerSaysHoldBesideEachOther() {
        farm.submit(job(frames("a", "1")));
        farm.sync(says(Cause.OFF_HOURS, OfRunning.FINISH));
        assertThat(farm.ask(new PauseWorker(W1, "lunch")).status()).isEqualTo(WorkerStatus.PAUSED);
        farm.sync(farm.report("w1", "boot"));
        assertThat(farm.plan())
                .as("paused by a person, whatever the worker wants")
                .isEmpty();
        farm.sync(says(Cause.OFF_HOURS, OfRunning.FINISH));
        assertThat(farm.ask(new ResumeWorker(W1)).status()).isEqualTo(WorkerStatus.OFF_HOURS);
        assertThat(farm.plan()).as("resumed by a person, and still off hours").isEmpty();
        assertThat(farm.ask(new DrainWorker(W1, null)).status()).isEqualTo(WorkerStatus.DRAINED);
        assertThat(farm.ask(new QuarantineWorker(W1, "smells")).status()).isEqualTo(WorkerStatus.QUARANTINED);
    }

    @Test
    void aWorkerThatJoinsMayWantNoWorkFromTheStart() {
        farm.sync(farm.report("w2", "boot")
                .facts(farm.worker("w1").facts())
                .availability(away(Cause.ENDING, OfRunning.FINISH)));
        assertThat(farm.worker("w2").view().status()).isEqualTo(WorkerStatus.ENDING);
        farm.submit(job(frames("a", "1-9")));
        assertThat(farm.plan()).hasSize(4);
    }

    @Test
    void whyIsToldWithTheReason() {
        Job job = farm.submit(job(frames("a", "1")));
        farm.sync(says(Cause.USER_PRESENT, OfRunning.FINISH));
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer()).isEqualTo("is in use by somebody: it is day");
        assertThat(farm.why.ofJob(job).parts().getFirst().workers().getFirst().what())
                .isEqualTo("in use by somebody");
        farm.sync(says(Cause.LOCAL, OfRunning.FINISH));
        assertThat(farm.why.ofWorker(farm.worker("w1")).advice()).contains("puli worker local");
        farm.ask(new PauseWorker(W1, "lunch"));
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer())
                .isEqualTo("is paused: lunch; besides, it wants no work: it is day");
    }

    @Test
    void aFileIsNotLookedForByAWorkerThatWantsNoWork() {
        assertThat(FileWatch.canLook(farm.worker("w1"))).isTrue();
        farm.sync(says(Cause.OFF_HOURS, OfRunning.FINISH));
        assertThat(FileWatch.canLook(farm.worker("w1"))).isFalse();
    }
}
