package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Duty;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.Running;
import org.puli.farm.request.Tick;

class DutyDecisionsTest {
    private static final WorkerName W1 = new WorkerName("w1");

    private final FarmFixture farm = FarmFixture.farm();

    private static EditWorker cores(int cores) {
        return new EditWorker(W1, cores, null, List.of(), List.of());
    }

    private static EditWorker tags(List<String> added, List<String> removed) {
        return new EditWorker(W1, null, null, added, removed);
    }

    private void checkReloaded() {
        assertThat(Farm.load(farm.farm.rows(1)).rows(1)).isEqualTo(farm.farm.rows(1));
    }

    @Test
    void whatRunsOnAPausedWorkerGoesOnIsRequeuedOrIsKilled() {
        Job job = farm.submit(job(frames("a", "1-2")));
        Job other = farm.submit(job(frames("b", "1-2")));
        farm.workers(1, 2);
        farm.plan();
        farm.ask(new PauseWorker(W1, "lunch"));
        assertThat(farm.worker("w1").leases()).hasSize(2).allMatch(command -> command.isWanted());
        farm.ask(new PauseWorker(W1, "lunch", Running.REQUEUED));
        assertThat(farm.worker("w1").leases()).hasSize(2).noneMatch(command -> command.isWanted());
        assertThat(job.counts().ready()).isEqualTo(2);
        assertThat(other.counts().ready()).isEqualTo(2);
        assertThat(farm.plan()).isEmpty();
        farm.end(1, Outcome.STOPPED);
        farm.end(3, Outcome.FAILED);
        farm.ask(new ResumeWorker(W1));
        assertThat(farm.plan()).hasSize(2);
        assertThat(farm.command(3).failures()).isZero();
        farm.ask(new PauseWorker(W1, null, Running.KILLED));
        assertThat(job.counts().canceled() + other.counts().canceled()).isEqualTo(2);
        checkReloaded();
    }

    @Test
    void aDrainedWorkerSaysSo() {
        farm.submit(job(frames("a", "1-2")));
        farm.workers(1);
        farm.plan();
        assertThat(farm.ask(new DrainWorker(W1, "new disk")).status()).isEqualTo(WorkerStatus.DRAINING);
        farm.end(1, Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        assertThat(farm.worker("w1").view().status()).isEqualTo(WorkerStatus.DRAINED);
        checkReloaded();
        assertThat(farm.ask(new ResumeWorker(W1)).status()).isEqualTo(WorkerStatus.IDLE);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aQuarantineIsNotUndoneByWhoResumesWhatWasPaused() {
        farm.workers(1);
        farm.ask(new QuarantineWorker(W1, "it smells"));
        assertThat(farm.refusal(new ResumeWorker(W1)).detail()).contains("it smells", "puli worker release w1");
        assertThat(farm.refusal(new PauseWorker(W1, null)).type()).isEqualTo("conflict");
        assertThat(farm.refusal(new DrainWorker(W1, null)).type()).isEqualTo("conflict");
        checkReloaded();
        assertThat(farm.ask(new ReleaseWorker(W1)).duty()).isEqualTo(Duty.ACTIVE);
        farm.ask(new PauseWorker(W1, null));
        assertThat(farm.ask(new ReleaseWorker(W1)).duty()).isEqualTo(Duty.PAUSED);
    }

    @Test
    void whatIsSoAlreadyIsNotAudited() {
        farm.workers(1);
        farm.ask(new DrainWorker(W1, "a"));
        farm.ask(tags(List.of("gpu"), List.of()));
        farm.changes.clear();
        farm.ask(new DrainWorker(W1, "a"));
        farm.ask(tags(List.of("gpu"), List.of("old")));
        farm.ask(cores(0));
        farm.ask(new ReleaseWorker(W1));
        assertThat(farm.changes).isEmpty();
        farm.ask(new DrainWorker(W1, "b"));
        assertThat(farm.changes).last().isInstanceOfSatisfying(Change.Audited.class, change -> {
            assertThat(change.row().worker()).isEqualTo("w1");
            assertThat(change.row().before()).isEqualTo("DRAINING: a");
            assertThat(change.row().after()).isEqualTo("DRAINING: b");
        });
    }

    @Test
    void aWorkerOffersWhatAPersonSaysAndItsMachineWhenThatIsTakenBack() {
        farm.submit(job(task("a", "1-9", FarmFixture.cores(2))));
        farm.workers(1, 4);
        farm.ask(cores(6));
        assertThat(farm.plan()).hasSize(3);
        farm.ask(cores(2));
        assertThat(farm.worker("w1").freeMilliCores()).isEqualTo(-4000);
        farm.end(1, Outcome.DONE);
        farm.end(2, Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        farm.sync(farm.report("w1", "boot")
                .facts(new WorkerFacts(8, 0, "test", "1"))
                .running(FarmFixture.running(farm.command(3))));
        assertThat(farm.plan()).isEmpty();
        checkReloaded();
        farm.ask(cores(0));
        assertThat(farm.worker("w1").view().cores()).isEqualTo(8);
        assertThat(farm.plan()).hasSize(3);
    }

    @Test
    void tagsAreKeptSorted() {
        farm.workers(1);
        farm.ask(tags(List.of("old", "gpu"), List.of()));
        assertThat(farm.worker("w1").tags()).containsExactly("gpu", "old");
        farm.ask(tags(List.of("new"), List.of("old", "nothing")));
        assertThat(farm.worker("w1").tags()).containsExactly("gpu", "new");
        checkReloaded();
    }

    @Test
    void aTagThatAPersonGaveIsOneThatJobsMayAskFor() {
        Requirements gpu = new Requirements(List.of("gpu"), List.of(), Map.of(), List.of(), List.of());
        farm.submit(job(task("a", "1-2", TaskSettings.NONE.withRequirements(gpu))));
        farm.workers(1);
        assertThat(farm.plan()).isEmpty();
        farm.ask(tags(List.of("gpu"), List.of()));
        assertThat(farm.plan()).hasSize(1);
        farm.ask(tags(List.of(), List.of("gpu")));
        farm.end(1, Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        checkReloaded();
    }

    @Test
    void onlyALostWorkerIsDeletedAndNothingOfItIsKnownThen() {
        Job job = farm.submit(job(frames("a", "1-2")));
        farm.workers(2);
        farm.plan();
        farm.order("w1");
        OrdersNumber last = farm.order("w1");
        farm.end(1, Outcome.DONE);
        assertThat(farm.refusal(new DeleteWorker(W1)).type()).isEqualTo("conflict");
        farm.millis += 3_600_000;
        farm.ask(new Tick());
        farm.ask(new DeleteWorker(W1));
        assertThat(farm.farm.findWorker(W1)).isNull();
        assertThat(farm.command(1).lastWorker()).isEqualTo(W1);
        assertThat(farm.refusal(new DeleteWorker(W1)).type()).isEqualTo("unknown-worker");
        checkReloaded();
        assertThat(farm.plan()).isEmpty();
        farm.sync(farm.report("w1", "boot 2").facts(new WorkerFacts(1, 0, "test", "1")));
        assertThat(farm.worker("w1").number()).isEqualTo(3);
        assertThat(farm.plan()).hasSize(1);
        assertThat(job.counts().assigned()).isEqualTo(1);
        // The daemon may be the same that saw those orders, and takes only newer ones.
        assertThat(farm.order("w1")).isGreaterThan(last);
    }
}
