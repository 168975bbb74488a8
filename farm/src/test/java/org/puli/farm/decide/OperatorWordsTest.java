package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.ShareView;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.change.Change;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.Running;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SetShare;
import org.puli.farm.request.Target;
import org.puli.farm.row.AuditRow;

/** What a wrangler is told who changes workers, licenses and pools, and what the audit keeps of it. */
class OperatorWordsTest {
    private static final WorkerName W1 = new WorkerName("w1");
    private static final WorkerName NOBODY = new WorkerName("w9");
    private static final PoolName NIGHT = new PoolName("night");

    private final FarmFixture farm = FarmFixture.farm().workers(1, 4);

    private AuditRow audit(Request<?> request) {
        farm.ask(request);
        return ((Change.Audited) farm.changes.getLast()).row();
    }

    private String refused(Request<?> request) {
        return requireNonNull(farm.refusal(request)).detail();
    }

    private static EditWorker edit(@Nullable Integer cores, @Nullable Long memory, List<String> tags) {
        return new EditWorker(W1, cores, memory, tags, List.of());
    }

    private static List<String> tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> "tag" + (100 + i)).toList();
    }

    @Test
    void theAuditSaysWhatAWorkerOfferedAndWhatItOffersNow() {
        AuditRow cores = audit(edit(2, null, List.of()));
        assertThat(cores.before()).isEqualTo("cores as found, memory as found, tags []");
        assertThat(cores.after()).isEqualTo("cores 2, memory as found, tags []");
        AuditRow memory = audit(edit(null, 1024L, List.of("gpu")));
        assertThat(memory.before()).isEqualTo(cores.after());
        assertThat(memory.after()).isEqualTo("cores 2, memory 1024 bytes, tags [gpu]");
        assertThat(farm.worker("w1").view().memoryBytes()).isEqualTo(1024);
        assertThat(audit(edit(0, 0L, List.of())).after()).isEqualTo("cores as found, memory as found, tags [gpu]");
    }

    @Test
    void aWorkerHasSixtyFourTagsAtMost() {
        farm.ask(edit(null, null, tags(64)));
        assertThat(farm.worker("w1").tags()).hasSize(64);
        assertThat(refused(edit(null, null, tags(65))))
                .isEqualTo("worker w1 would have 65 tags; at most 64 are allowed");
        farm.ask(new EditWorker(W1, null, null, List.of("new"), List.of("tag100")));
        assertThat(farm.worker("w1").tags()).hasSize(64).contains("new");
    }

    @Test
    void theAuditSaysWhyAWorkerWasPausedAndWhatBecameOfWhatRan() {
        assertThat(audit(new PauseWorker(W1, "lunch")).after()).isEqualTo("PAUSED: lunch");
        AuditRow requeued = audit(new PauseWorker(W1, "dinner", Running.REQUEUED));
        assertThat(requeued.before()).isEqualTo("PAUSED: lunch");
        assertThat(requeued.after()).isEqualTo("PAUSED: dinner, running commands requeued");
        assertThat(audit(new PauseWorker(W1, null, Running.KILLED)).after())
                .isEqualTo("PAUSED, running commands killed");
        assertThat(audit(new ResumeWorker(W1)).after()).isEqualTo("ACTIVE");
    }

    @Test
    void everyVerbForAWorkerThatIsNotThereSaysSo() {
        List<Request<?>> verbs = List.of(
                new PauseWorker(NOBODY, null),
                new ResumeWorker(NOBODY),
                new DrainWorker(NOBODY, null),
                new QuarantineWorker(NOBODY, null),
                new ReleaseWorker(NOBODY),
                new DeleteWorker(NOBODY),
                new EditWorker(NOBODY, 1, null, List.of(), List.of()));
        for (Request<?> verb : verbs) {
            assertThat(refused(verb)).isEqualTo("there is no worker 'w9'; 'puli worker list' shows all of them");
        }
    }

    @Test
    void aLostWorkerThatStillHoldsNothingMayGoAndOneThatIsThereMayNot() {
        assertThat(refused(new DeleteWorker(W1))).contains("is there, or holds commands", "LOST");
        farm.pass(60_000);
        assertThat(audit(new DeleteWorker(W1)).before()).isEqualTo("ACTIVE");
        assertThat(farm.farm.workers()).isEmpty();
    }

    @Test
    void aLicenseWhoseNameDiffersInCaseOnlyIsRefused() {
        farm.license("nuke", 3);
        assertThat(refused(new SetLicense(new LicenseSpec(new LicenseName("Nuke"), 5))))
                .contains("there is a license 'nuke' whose name differs from 'Nuke'");
        farm.license("maya", 1);
        assertThat(farm.farm.licenses()).hasSize(2);
    }

    private ShareSpec share(String name, int weight) {
        return new ShareSpec(name, Map.of("prod", List.of(name)), List.of(), weight, 0, 0);
    }

    private List<String> shares() {
        return requireNonNull(farm.farm.findPool(JobSpec.DEFAULT_POOL)).view().shares().stream()
                .map(ShareView::name)
                .toList();
    }

    @Test
    void aShareThatIsChangedKeepsItsPlace() {
        for (String name : List.of("alpha", "beta", "gamma")) {
            farm.ask(new SetShare(JobSpec.DEFAULT_POOL, share(name, 1)));
        }
        farm.ask(new SetShare(JobSpec.DEFAULT_POOL, share("beta", 7)));
        assertThat(shares()).containsExactly("alpha", "beta", "gamma", "rest");
        assertThat(farm.farm.pools().iterator().next().view().shares().get(1).weight())
                .isEqualTo(7);
        int changes = farm.changes.size();
        farm.ask(new SetShare(JobSpec.DEFAULT_POOL, share("beta", 7)));
        farm.ask(new DeleteShare(JobSpec.DEFAULT_POOL, "delta"));
        assertThat(farm.changes).as("that is so already").hasSize(changes);
    }

    @Test
    void aPoolHasSixtyFourSharesAtMostAndThoseMayStillBeChanged() {
        List<ShareSpec> full = IntStream.range(0, PoolSpec.MOST_SHARES)
                .mapToObj(i -> share("s" + i, 1))
                .toList();
        farm.ask(new CreatePool(new PoolSpec(NIGHT, full, 1)));
        assertThat(refused(new SetShare(NIGHT, share("one more", 1))))
                .isEqualTo("the pool 'night' has 64 shares, as many as it may");
        farm.ask(new SetShare(NIGHT, share("s63", 2)));
        assertThat(requireNonNull(farm.farm.findPool(NIGHT))
                        .spec()
                        .shares()
                        .getLast()
                        .weight())
                .isEqualTo(2);
    }

    @Test
    void aPoolStaysWhileAJobNamesItAndGoesWithNothingOfItWhenNoneDoes() {
        farm.ask(new CreatePool(PoolSpec.plain(NIGHT)));
        Job job = farm.submit(job(frames("a", "1")));
        JobSpec spec = job.spec();
        JobSpec moved = inPool(spec, NIGHT);
        farm.ask(new EditJob(new Target.WholeJob(job.id()), spec, moved, "", ""));
        assertThat(refused(new DeletePool(NIGHT)))
                .isEqualTo("job 1 belongs to the pool 'night'; move or delete its jobs first");
        farm.ask(new EditJob(new Target.WholeJob(job.id()), moved, spec, "", ""));
        AuditRow row = audit(new DeletePool(NIGHT));
        assertThat(row.before()).startsWith("keeps 1, age boost 0.0, preempts off after ");
        assertThat(row.after()).isEmpty();
    }

    private static JobSpec inPool(JobSpec job, PoolName pool) {
        return new JobSpec(
                job.specVersion(),
                job.name(),
                job.owner(),
                pool,
                job.priority(),
                job.weight(),
                job.maxWorkers(),
                job.tags(),
                job.paused(),
                job.settings(),
                job.tasks(),
                job.groups(),
                job.strategy());
    }
}
