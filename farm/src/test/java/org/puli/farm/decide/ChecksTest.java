package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Duty;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.change.Change;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.SyncWorker;

class ChecksTest {
    private static final WorkerName W1 = new WorkerName("w1");

    private final FarmFixture farm = FarmFixture.farm();
    private long number = 1;

    @BeforeEach
    void join() {
        farm.workers(1);
    }

    private void tells(@Nullable MachineHealth health) {
        WorkerReport report = new WorkerReport(
                WorkerReport.PROTOCOL,
                W1,
                "boot",
                ++number,
                "f1",
                OrdersNumber.NONE,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                health);
        farm.ask(new SyncWorker(report, 1));
    }

    private void says(@Nullable CheckResult check) {
        tells(new MachineHealth(null, null, check, List.of()));
    }

    private void fails(String reason) {
        says(new CheckResult(false, reason));
    }

    private void passes() {
        says(CheckResult.PASSED);
    }

    /** A report that says nothing of its health, which is as before. */
    private void reports() {
        tells(null);
    }

    @Test
    void aFailedCheckQuarantinesAndAPassedOneBringsTheWorkerBack() {
        farm.submit(job(frames("a", "1")));
        fails("no licenses mounted");
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.QUARANTINED);
        assertThat(farm.worker("w1").pauseReason()).isEqualTo("its check fails: no licenses mounted");
        assertThat(farm.worker("w1").probation()).as("time alone heals nothing").isNull();
        assertThat(farm.plan()).isEmpty();
        assertThat(farm.why.ofWorker(farm.worker("w1")).answer())
                .isEqualTo("is quarantined: its check fails: no licenses mounted");
        assertThat(farm.why.ofWorker(farm.worker("w1")).advice()).contains("mend what its check says");
        passes();
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.ACTIVE);
        assertThat(farm.worker("w1").pauseReason()).isNull();
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void itOutlastsARestart() {
        fails("disk full");
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
        assertThat(loaded.findWorker(W1)).isNotNull().satisfies(worker -> {
            assertThat(worker.duty()).isEqualTo(Duty.QUARANTINED);
            assertThat(worker.failsCheck()).isTrue();
            assertThat(worker.pauseReason()).contains("disk full");
        });
    }

    @Test
    void whatIsAsBeforeChangesNothingAndAnotherReasonIsTold() {
        fails("disk full");
        int count = farm.changes.size();
        fails("disk full");
        reports();
        assertThat(farm.changes.subList(count, farm.changes.size()))
                .allMatch(change -> change instanceof Change.WorkerSeen);
        fails("no license");
        assertThat(farm.worker("w1").pauseReason()).isEqualTo("its check fails: no license");
    }

    @Test
    void aQuarantineOfAPersonsStays() {
        farm.ask(new QuarantineWorker(W1, "smoke"));
        fails("disk full");
        assertThat(farm.worker("w1").pauseReason()).isEqualTo("smoke");
        passes();
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.QUARANTINED);
    }

    @Test
    void whoeverQuarantinesItMeanwhileKeepsIt() {
        fails("disk full");
        farm.ask(new QuarantineWorker(W1, "its check fails: disk full"));
        passes();
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.QUARANTINED);
        farm.ask(new ReleaseWorker(W1));
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.ACTIVE);
    }

    @Test
    void aPauseIsNotUndoneByACheckThatPassesAgain() {
        farm.ask(new PauseWorker(W1, "lunch"));
        fails("disk full");
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.PAUSED);
        passes();
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.PAUSED);
    }

    @Test
    void whoeverResumesOrReleasesItWhileTheCheckFailsGetsItBackIntoQuarantine() {
        farm.ask(new PauseWorker(W1, "lunch"));
        fails("disk full");
        farm.ask(new ResumeWorker(W1));
        reports();
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.QUARANTINED);
        farm.ask(new ReleaseWorker(W1));
        assertThat(farm.worker("w1").duty()).isEqualTo(Duty.ACTIVE);
        reports();
        assertThat(farm.worker("w1").pauseReason()).isEqualTo("its check fails: disk full");
    }

    @Test
    void aWorkerThatSaysNothingOfAnyCheckStaysAsItIs() {
        fails("disk full");
        says(null);
        reports();
        assertThat(farm.worker("w1").duty())
                .as("only a check that passes says that all is well")
                .isEqualTo(Duty.QUARANTINED);
    }

    @Test
    void healthIsShownUntilItIsAnother() {
        MachineHealth hot = new MachineHealth(null, null, null, List.of("it is hot"));
        tells(hot);
        reports();
        assertThat(farm.worker("w1").view().health()).isEqualTo(hot);
    }
}
