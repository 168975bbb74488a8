package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.limited;
import static org.puli.farm.FarmFixture.task;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.change.Delay;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;

class AssignmentPlannerTest {
    @Test
    void weightsShareTheWorkersExactlyWhereTheNumbersAreWhole() {
        assertThat(shares(47)).containsExactly(6, 6, 16, 1, 9, 9);
        assertThat(shares(12)).containsExactly(2, 2, 3, 1, 2, 2);
        assertThat(shares(4)).containsExactly(1, 0, 1, 0, 1, 1);
    }

    private static List<Integer> shares(int workers) {
        FarmFixture farm = farm().workers(workers);
        List<Job> jobs = new ArrayList<>();
        for (double weight : new double[] {6, 6, 16, 1, 9, 9}) {
            jobs.add(farm.submit(job(50, weight, frames("render", "1-100"))));
        }
        farm.plan();
        return jobs.stream().map(Job::leaseCount).toList();
    }

    @Test
    void workThatWasPausedWhileItLackedRoomFindsTheRoomThatCameMeanwhile() {
        FarmFixture farm = farm().workers(1);
        Job waits = farm.submit(job(10, 1, task("render", "1", cores(0.75))));
        Job runs = farm.submit(job(90, 1, frames("render", "1")));
        farm.plan();
        assertThat(runs.leaseCount()).isEqualTo(1);
        farm.ask(new PauseJob(waits.id()));
        farm.end(2, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        farm.ask(new ResumeJob(waits.id()));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void higherPriorityGoesFirst() {
        FarmFixture farm = farm().workers(2);
        Job low = farm.submit(job(10, 1, frames("render", "1-5")));
        Job high = farm.submit(job(90, 1, frames("render", "1")));
        farm.plan();
        assertThat(high.leaseCount()).isEqualTo(1);
        assertThat(low.leaseCount()).isEqualTo(1);
    }

    @Test
    void theSmallestMachineThatFitsIsTaken() {
        FarmFixture farm = farm().workers(1, 16).workers(1, 4).workers(1, 8);
        farm.submit(job(task("render", "1", cores(4))));
        farm.plan();
        assertThat(farm.worker("w2").leases()).hasSize(1);
    }

    @Test
    void fractionsOfACoreAreCounted() {
        FarmFixture farm = farm().workers(1, 2);
        farm.submit(job(task("render", "1-9", cores(0.75))));
        assertThat(farm.plan()).hasSize(2);
        farm.submit(job(task("tiny", "1-9", cores(0.25))));
        assertThat(farm.plan()).hasSize(2);
    }

    @Test
    void licensesAreNeverExceededAndFreedSeatsWakeWhoWaits() {
        FarmFixture farm = farm().workers(5).license("nuke", 3);
        Job job = farm.submit(job(task("comp", "1-9", licensed("nuke", 2))));
        assertThat(farm.plan()).hasSize(1);
        Job second = farm.submit(job(task("more", "1", licensed("nuke", 2))));
        assertThat(farm.plan()).isEmpty();
        assertThat(farm.reasons.of(second)).isEqualTo(WaitingReason.LICENSE);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
        farm.license("nuke", 4);
        assertThat(farm.plan()).hasSize(1);
        assertThat(job.leaseCount() + 1).isEqualTo(2);
    }

    @Test
    void seatsInUseOutsideTheFarmAreLeftAloneUntilTheReportRunsOut() {
        FarmFixture farm = farm().workers(5).license("nuke", 3);
        LicenseName nuke = new LicenseName("nuke");
        farm.ask(new ReportLicense(nuke, 2, 60_000));
        Job job = farm.submit(job(task("comp", "1-9", licensed("nuke", 1))));
        assertThat(farm.plan()).hasSize(1);
        assertThat(farm.why.ofJob(job).answer())
                .contains("license nuke (1/3 in use and 2 in use outside the farm, 1 needed)");
        farm.ask(new ReportLicense(nuke, 1, 60_000));
        assertThat(farm.plan()).hasSize(1);
        farm.passHeard(59_999);
        assertThat(farm.plan()).isEmpty();
        farm.passHeard(1);
        assertThat(farm.plan()).hasSize(1);
        assertThat(requireNonNull(farm.refusal(new ReportLicense(new LicenseName("none"), 1, 1)))
                        .type())
                .isEqualTo("unknown-license");
    }

    @Test
    void aWallClockThatIsSetBackDoesNotProlongAReportOfSeats() {
        FarmFixture farm = farm().workers(1).license("nuke", 1);
        farm.ask(new ReportLicense(new LicenseName("nuke"), 1, 60_000));
        farm.submit(job(task("comp", "1-9", licensed("nuke", 1))));
        farm.wallStep = -3_600_000;
        farm.passHeard(59_999);
        assertThat(farm.plan()).isEmpty();
        Farm again = Farm.load(farm.farm.rows(1));
        again.apply(new Change.DelaysAnchored(farm.millis + farm.wallStep, 7, 1));
        Delay left = requireNonNull(again.licenses().iterator().next().outsideUntil());
        assertThat(left.dueMono()).isEqualTo(7 + 60_000);
        farm.passHeard(1);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aJobsMaximumIsACap() {
        FarmFixture farm = farm().workers(5);
        Job job = farm.submit(limited(2, frames("render", "1-9")));
        assertThat(farm.plan()).hasSize(2);
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(1);
        assertThat(job.leaseCount()).isEqualTo(2);
    }

    @Test
    void pausedJobsAndWorkersGetNothingUntilTheyAreResumed() {
        FarmFixture farm = farm().workers(1);
        Job job = farm.submit(job(frames("render", "1-9")));
        farm.ask(new PauseJob(job.id()));
        assertThat(farm.plan()).isEmpty();
        farm.ask(new ResumeJob(job.id()));
        WorkerName worker = new WorkerName("w1");
        farm.ask(new PauseWorker(worker, "oil change"));
        assertThat(farm.plan()).isEmpty();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.WORKERS_AWAY);
        farm.ask(new ResumeWorker(worker));
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void reasonsNameWhatIsMissing() {
        FarmFixture farm = farm();
        Job job = farm.submit(job(task("render", "1", cores(8))));
        farm.plan();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.NO_WORKERS);
        farm.workers(1, 4);
        farm.plan();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.TOO_LARGE);
        farm.workers(1, 8);
        assertThat(farm.plan()).hasSize(1);
        assertThat(farm.reasons.of(job)).isNull();
        Job second = farm.submit(job(task("render", "1", cores(8))));
        farm.plan();
        assertThat(farm.reasons.of(second)).isEqualTo(WaitingReason.WORKERS_BUSY);
    }

    @Test
    void aFreedWorkerServesTheBestOfAllThatAreStuck() {
        FarmFixture farm = farm().workers(1, 4);
        farm.submit(job(task("big", "1", cores(4))));
        farm.plan();
        Job low = farm.submit(job(10, 1, task("small", "1-9", cores(1))));
        Job high = farm.submit(job(90, 1, task("medium", "1", cores(3))));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        assertThat(farm.plan()).hasSize(2);
        assertThat(high.leaseCount()).isEqualTo(1);
        assertThat(low.leaseCount()).isEqualTo(1);
    }

    @Test
    void aRetriedJobWhoseCanceledCommandsStillEndOnTheirWorkersWaitsForItsMaximum() {
        FarmFixture farm = farm().workers(2);
        Job job = farm.submit(limited(1, frames("a", "1-3")));
        assertThat(farm.plan()).hasSize(1);
        farm.ask(new CancelJob(job.id()));
        farm.ask(new RetryJob(job.id(), false));
        assertThat(farm.plan()).isEmpty();
        assertThat(job.leaseCount()).isEqualTo(1);
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.MAX_WORKERS);
    }
}
