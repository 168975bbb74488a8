package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.requiring;
import static org.puli.farm.FarmFixture.task;
import static org.puli.farm.PoolJobs.inPool;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Requirements;
import org.puli.api.view.WhyView;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReportLicense;

/** What is advised where no worker takes some work, and where seats are missing. */
class WhyRemedyTest {
    private static final PoolName NIGHT = new PoolName("night");

    private final FarmFixture farm = farm();

    private static WorkerName name(String worker) {
        return new WorkerName(worker);
    }

    private Job named(String... workers) {
        return farm.submit(job(task(
                "a", "1", requiring(new Requirements(List.of(), List.of(), Map.of(), List.of(workers), List.of())))));
    }

    private WhyView why(Job job) {
        farm.plan();
        return farm.why.ofJob(job);
    }

    @Test
    void theOneWorkerThatIsRightIsToBeReleased() {
        farm.workers(4);
        farm.ask(new QuarantineWorker(name("w4"), "smokes"));
        WhyView why = why(named("w4"));
        assertThat(why.answer())
                .isEqualTo("waits: no worker takes it (4 workers: 3 not among workers w4, 1 quarantined)");
        assertThat(why.advice()).isEqualTo("puli worker release w4");
    }

    @Test
    void whoeverIsAwayAndLacksSomethingHelpsNobody() {
        farm.workers(2);
        farm.ask(new QuarantineWorker(name("w2"), "smokes"));
        assertThat(requireNonNull(why(named("w9")).advice())).startsWith("ask for less, or put another worker");
    }

    @Test
    void ofSeveralThatAreRightNoneIsNamedAndMostCount() {
        farm.workers(3);
        farm.ask(new PauseWorker(name("w1"), null));
        farm.ask(new QuarantineWorker(name("w2"), "smokes"));
        farm.ask(new QuarantineWorker(name("w3"), "smokes"));
        Job job = named("w*");
        assertThat(why(job).advice()).isEqualTo("puli worker release WORKER");
        farm.ask(new BlockWorker(job.id(), null, name("w3"), "ada", null));
        assertThat(why(job).advice()).isEqualTo("puli worker resume w1");
    }

    @Test
    void aBlocklistIsClearedOfTheOneThatIsRight() {
        farm.workers(2);
        Job job = named("w1");
        farm.ask(new BlockWorker(job.id(), null, name("w1"), "ada", null));
        farm.ask(new BlockWorker(job.id(), null, name("w2"), "ada", null));
        assertThat(why(job).advice()).isEqualTo("puli job blocklist 1 --clear --worker w1");
    }

    @Test
    void aPoolWithoutWorkersSaysSoAndHowToAddOne() {
        Job job = farm.submit(job(frames("a", "1")));
        assertThat(why(job).answer()).isEqualTo("waits: its pool default has no workers");
        assertThat(why(job).advice()).isEqualTo("start a worker: puli worker run");
        assertThat(farm.why.warnings(job)).containsExactly("pool default has no workers yet");
        farm.ask(new CreatePool(PoolSpec.plain(NIGHT)));
        Job night = farm.submit(inPool("night", frames("a", "1")));
        assertThat(why(night).advice()).isEqualTo("start a worker, then puli pool add night WORKER");
        farm.workers(1);
        assertThat(why(night).advice()).isEqualTo("puli pool add night w1");
        farm.workers(2);
        assertThat(why(night).advice()).isEqualTo("puli pool add night WORKER");
    }

    @Test
    void seatsOutsideTheFarmAreToBeGivenBack() {
        farm.workers(2).license("nuke", 2);
        LicenseName nuke = new LicenseName("nuke");
        farm.ask(new ReportLicense(nuke, 2, 60_000));
        Job one = farm.submit(job(task("a", "1", licensed("nuke", 1))));
        assertThat(why(one).answer())
                .isEqualTo("waits for license nuke (0/2 in use and 2 in use outside the farm, 1 needed)");
        assertThat(requireNonNull(why(one).advice())).startsWith("give back seats of nuke that are in use outside");
        Job many = farm.submit(job(task("a", "1", licensed("nuke", 3))));
        assertThat(why(many).advice()).isEqualTo("puli license set nuke MORE");
    }
}
