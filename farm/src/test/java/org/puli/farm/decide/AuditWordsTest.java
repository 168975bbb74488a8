package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.sync.EndedRun;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.SetShare;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Target;
import org.puli.farm.row.AuditRow;

/** How the audit tells what was before and what is then. */
class AuditWordsTest {
    private static final WorkerName W1 = new WorkerName("w1");
    private static final WorkerName W2 = new WorkerName("w2");
    private static final LicenseName NUKE = new LicenseName("nuke");
    private static final PoolName NIGHT = new PoolName("night");

    private final FarmFixture farm = FarmFixture.farm().workers(2);

    private AuditRow audit(Request<?> request) {
        farm.ask(request);
        return ((Change.Audited) farm.changes.getLast()).row();
    }

    private String told(Request<?> request) {
        AuditRow row = audit(request);
        return row.verb() + " " + row.target() + ": " + row.before() + " -> " + row.after();
    }

    @Test
    void aBlocklistIsToldWithWhoStoodOnItAndWhoDoesThen() {
        Job job = farm.submit(job(frames("a", "1"), frames("b", "1")));
        assertThat(told(new BlockWorker(job.id(), "b", W1, "ada", "noisy")))
                .isEqualTo("blocklist task b of job 1:  -> w1 (noisy)");
        AuditRow whole = audit(new BlockWorker(job.id(), null, W2, "ada", null));
        assertThat(whole.target()).isEqualTo("job 1");
        assertThat(whole.jobId()).isEqualTo(1);
        assertThat(whole.worker()).isEqualTo("w2");
        assertThat(whole.before()).isEqualTo("b: w1 (noisy)");
        assertThat(whole.after()).isEqualTo("a: w2 (by hand); b: w1 (noisy), w2 (by hand)");
        assertThat(told(new ClearBlocklist(job.id(), null, W1)))
                .isEqualTo("blocklist job 1: a: w2 (by hand); b: w1 (noisy), w2 (by hand) -> w2 (by hand)");
        AuditRow cleared = audit(new ClearBlocklist(job.id(), null, null));
        assertThat(cleared.before() + " -> " + cleared.after()).isEqualTo("w2 (by hand) -> ");
        assertThat(cleared.jobId()).isEqualTo(1);
        assertThat(cleared.worker()).isNull();
    }

    @Test
    void whatOnlyFailedSomewhereIsForgivenInWordsToo() {
        Job job = farm.submit(job(frames("a", "1-9")));
        farm.plan();
        String holder = requireNonNull(farm.command(1).holder()).name().value();
        farm.end(1, EndedRun.Outcome.FAILED);
        assertThat(told(new ClearBlocklist(job.id(), null, null)))
                .isEqualTo("blocklist job 1: " + holder + " (failed once) -> ");
    }

    @Test
    void seatsOutsideAreToldWhenTheirNumberChangesAndNotWhenTheirTimeGoesOn() {
        farm.license("nuke", 3);
        assertThat(told(new ReportLicense(NUKE, 1, 60_000)))
                .isEqualTo("outside license nuke: 0 outside -> 1 outside for 1m");
        assertThat(told(new ReportLicense(NUKE, 2, 120_000)))
                .isEqualTo("outside license nuke: 1 outside -> 2 outside for 2m");
        long lines = farm.farm.numbers().audit();
        farm.millis += 1_000;
        long until =
                requireNonNull(farm.ask(new ReportLicense(NUKE, 2, 120_000)).outsideUntil());
        assertThat(until).as("its time goes on").isEqualTo(farm.millis + 120_000);
        assertThat(farm.farm.numbers().audit()).isEqualTo(lines);
        farm.passHeard(130_000);
        assertThat(audit(new ReportLicense(NUKE, 2, 60_000)).before()).isEqualTo("0 outside");
    }

    @Test
    void jobsAndTasksGoOnOrArePaused() {
        Job job = farm.submit(job(frames("a", "1"), frames("b", "1", after("a"))));
        assertThat(told(new PauseJob(job.id()))).isEqualTo("pause job 1: goes on -> paused");
        assertThat(told(new ResumeJob(job.id()))).isEqualTo("resume job 1: paused -> goes on");
        Target task = new Target.NodeOfJob(job.id(), "b");
        assertThat(told(new PauseJob(task, Running.KILLED, false)))
                .isEqualTo("pause task b of job 1: goes on -> paused, running commands killed");
        assertThat(told(new PauseJob(new Target.NodeOfJob(job.id(), "a"), Running.GOES_ON, true)))
                .isEqualTo("pause task a of job 1, and what waits for it: 1 of 2 paused -> paused");
        assertThat(told(new ResumeJob(task, false))).isEqualTo("resume task b of job 1: paused -> goes on");
    }

    @Test
    void workersOfAPoolAreToldWithAllTheirPools() {
        farm.ask(new CreatePool(PoolSpec.plain(NIGHT)));
        assertThat(told(new MoveWorkers(NIGHT, List.of(W1, W2), List.of())))
                .isEqualTo("move workers pool night: w1 in default; w2 in default"
                        + " -> w1 in default, night; w2 in default, night");
        farm.ask(new MoveWorkers(JobSpec.DEFAULT_POOL, List.of(), List.of(W2)));
        assertThat(told(new MoveWorkers(NIGHT, List.of(W1), List.of(W2))))
                .isEqualTo("move workers pool night: w2 in night -> w2 in no pool");
    }

    @Test
    void aCopyNamesItsOrigin() {
        JobSpec spec = job(frames("a", "1"));
        assertThat(told(new SubmitJob("ada", spec, null))).isEqualTo("submit job 1:  -> job, 1 command");
        assertThat(told(new SubmitJob("ada", spec, null, new JobId(1), List.of())))
                .isEqualTo("submit job 2:  -> job, 1 command, a copy of job 1");
    }

    @Test
    void sharesAreToldInWordsAndTheLastOneStays() {
        ShareSpec alpha = new ShareSpec("alpha", Map.of("prod", List.of("a", "b")), List.of("ada"), 2, 1, 4);
        AuditRow row = audit(new SetShare(JobSpec.DEFAULT_POOL, alpha));
        assertThat(row.before()).endsWith(", no shares");
        assertThat(row.after()).endsWith(", shares alpha (weight 2.0, min 1.0, max 4.0, prod is a|b, owner is ada)");
        assertThat(farm.refusal(new DeleteShare(JobSpec.DEFAULT_POOL, "rest")))
                .satisfies(refusal -> assertThat(requireNonNull(refusal).detail())
                        .isEqualTo("the share 'rest' of the pool 'default' stays: it is for the jobs that match no"
                                + " other"));
    }
}
