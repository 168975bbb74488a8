package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerOrders;
import org.puli.farm.FarmFixture;
import org.puli.farm.FileWatch;
import org.puli.farm.Job;
import org.puli.farm.OrdersShow;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.RetryJob;

class FileRoundsTest {
    private static final long TICK = 500;
    private static final PoolName NIGHT = new PoolName("night");

    private final FarmFixture farm = FarmFixture.farm();

    private static Dependency file(String path) {
        return new Dependency.File(path);
    }

    private static JobSpec waiting(String... paths) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (String path : paths) {
            tasks.add(frames("task" + tasks.size(), "1-2", file(path)));
        }
        return job(tasks.toArray(TaskSpec[]::new));
    }

    private static JobSpec inPool(PoolName pool, JobSpec job) {
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
                job.strategy(),
                job.after());
    }

    /** Who looks for a file of the default pool; null for nobody. */
    private @Nullable String looker(String path) {
        FileWatch watch = farm.farm.files().find(JobSpec.DEFAULT_POOL, path);
        Worker worker = watch == null ? null : watch.worker();
        return worker == null ? null : worker.name().value();
    }

    private List<String> files(String worker) {
        return OrdersShow.files(farm.farm, farm.worker(worker));
    }

    private void tick() {
        farm.passHeard(TICK);
    }

    @Test
    void aWorkerIsToldToLookAndItsWordOpensTheWay() {
        farm.workers(2);
        Job job = farm.submit(waiting("/a"));
        assertThat(farm.plan()).isEmpty();
        tick();
        assertThat(looker("/a")).isEqualTo("w1");
        assertThat(farm.farm.takeOrdersDue()).contains(farm.worker("w1"));
        assertThat(files("w1")).containsExactly("/a");
        assertThat(files("w2")).isEmpty();
        farm.sync(farm.report("w1", "boot").seen(farm.order("w1")).found("/a"));
        assertThat(job.counts().ready()).isEqualTo(2);
        assertThat(files("w1")).isEmpty();
        assertThat(farm.plan()).hasSize(2);
    }

    @Test
    void whatWasSeenBeforeItWasAskedForDoesNotCount() {
        farm.workers(1);
        OrdersNumber before = farm.order("w1");
        Job job = farm.submit(waiting("/a"));
        tick();
        farm.sync(farm.report("w1", "boot").seen(before).found("/a"));
        OrdersNumber after = farm.order("w1");
        farm.sync(farm.report("w1", "boot").seen(before).found("/a"));
        farm.sync(farm.report("w1", "boot").seen(new OrdersNumber(0, 99)).found("/a"));
        assertThat(job.counts().ready()).isZero();
        farm.order("w1");
        farm.sync(farm.report("w1", "boot").seen(after).found("/a"));
        assertThat(job.counts().ready()).isEqualTo(2);
    }

    @Test
    void onlyTheOneWhoIsAskedIsBelieved() {
        farm.workers(2);
        Job job = farm.submit(waiting("/a"));
        tick();
        farm.order("w1");
        farm.sync(farm.report("w2", "boot").seen(farm.order("w2")).found("/a"));
        farm.sync(farm.report("w1", "boot").seen(farm.order("w1")).found("/b"));
        farm.sync(farm.report("w1", "boot").seen(farm.order("w1")).farmId("f2").found("/a"));
        assertThat(job.counts().ready()).isZero();
    }

    @Test
    void afterAMinuteItIsTheNextOnesTurnAndTheFirstComesAgain() {
        farm.workers(3);
        farm.submit(waiting("/a"));
        tick();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            order.add(looker("/a"));
            farm.passHeard(FileWatch.TURN_MILLIS / 2);
        }
        assertThat(order).containsExactly("w1", "w1", "w2", "w2", "w3", "w3", "w1", "w1");
    }

    @Test
    void aWorkerAloneLooksOnAndIsNotToldAnew() {
        farm.workers(1);
        farm.submit(waiting("/a"));
        tick();
        OrdersNumber orders = farm.order("w1");
        farm.passHeard(FileWatch.TURN_MILLIS);
        assertThat(looker("/a")).isEqualTo("w1");
        farm.sync(farm.report("w1", "boot").seen(orders).found("/a"));
        assertThat(farm.farm.files().given()).isEmpty();
    }

    @Test
    void whoeverTakesNoWorkDoesNotLook() {
        farm.workers(5);
        farm.submit(waiting("/a"));
        tick();
        farm.ask(new PauseWorker(new WorkerName("w1"), null));
        tick();
        assertThat(looker("/a")).isEqualTo("w2");
        farm.ask(new DrainWorker(new WorkerName("w2"), null));
        tick();
        assertThat(looker("/a")).isEqualTo("w3");
        farm.ask(new QuarantineWorker(new WorkerName("w3"), "it smells"));
        tick();
        assertThat(looker("/a")).isEqualTo("w4");
        farm.apply(new Change.PoolChanged(PoolSpec.plain(NIGHT)));
        farm.apply(new Change.WorkerMoved(new WorkerName("w4"), List.of(NIGHT)));
        farm.farm.takeOrdersDue();
        farm.pass(TICK);
        assertThat(looker("/a")).isEqualTo("w5");
        assertThat(farm.farm.takeOrdersDue()).containsExactly(farm.worker("w4"), farm.worker("w5"));
    }

    @Test
    void aWorkerThatIsLostIsFollowedByTheNextAtOnce() {
        farm.workers(2);
        farm.submit(waiting("/a"));
        tick();
        farm.millis += 31_000;
        farm.sync(farm.report("w2", "boot"));
        farm.pass(0);
        farm.pass(TICK);
        assertThat(looker("/a")).isEqualTo("w2");
        farm.millis += 31_000;
        farm.pass(0);
        farm.pass(TICK);
        assertThat(looker("/a")).isNull();
    }

    @Test
    void whatAForgottenWorkerLookedForGoesToAnother() {
        farm.workers(2);
        farm.submit(waiting("/a"));
        tick();
        farm.millis += 31_000;
        farm.pass(0);
        farm.ask(new DeleteWorker(new WorkerName("w1")));
        assertThat(farm.farm.hasOrdersDue()).isTrue();
        assertThat(farm.farm.takeOrdersDue()).extracting(Worker::name).doesNotContain(new WorkerName("w1"));
        farm.sync(farm.report("w2", "boot"));
        farm.pass(TICK);
        assertThat(looker("/a")).isEqualTo("w2");
    }

    @Test
    void nothingOfAForgottenWorkerIsLeft() {
        farm.workers(2);
        farm.submit(waiting("/a"));
        tick();
        farm.apply(new Change.WorkerDeleted(new WorkerName("w1")));
        assertThat(looker("/a")).isNull();
        assertThat(farm.farm.files().of(new WorkerName("w1"))).isEmpty();
        tick();
        assertThat(looker("/a")).isEqualTo("w2");
    }

    @Test
    void aDeletedJobIsNotWaitedForAndOthersThatWaitForTheSameFileAre() {
        farm.workers(1);
        Job gone = farm.submit(waiting("/a", "/b"));
        Job left = farm.submit(waiting("/a"));
        tick();
        farm.farm.takeOrdersDue();
        farm.ask(new DeleteJob(gone.id()));
        assertThat(files("w1")).containsExactly("/a");
        assertThat(farm.farm.takeOrdersDue()).containsExactly(farm.worker("w1"));
        farm.sync(farm.report("w1", "boot").seen(farm.order("w1")).found("/a", "/b"));
        assertThat(left.counts().ready()).isEqualTo(2);
    }

    @Test
    void manyFilesAreLookedForByMany() {
        farm.workers(3);
        farm.submit(waiting("/a", "/b", "/c", "/d"));
        tick();
        assertThat(files("w1")).containsExactly("/a", "/d");
        assertThat(files("w2")).containsExactly("/b");
        assertThat(files("w3")).containsExactly("/c");
    }

    @Test
    void aWorkerLooksForSoManyAtMostAndTheOthersGetTheirTurns() {
        farm.workers(1);
        String[] paths = new String[WorkerOrders.MOST_FILES + 2];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = "/" + (1_000 + i);
        }
        farm.submit(waiting(paths));
        tick();
        assertThat(files("w1")).hasSize(WorkerOrders.MOST_FILES).doesNotContain("/1256", "/1257");
        farm.passHeard(FileWatch.TURN_MILLIS);
        assertThat(files("w1")).hasSize(WorkerOrders.MOST_FILES).contains("/1256", "/1257");
        farm.workers(1);
        tick();
        assertThat(files("w2")).hasSize(2);
    }

    @Test
    void workersOfTheJobsPoolLookAndOfNoOther() {
        farm.apply(new Change.PoolChanged(PoolSpec.plain(NIGHT)));
        farm.workers(2);
        farm.apply(new Change.WorkerMoved(new WorkerName("w2"), List.of(NIGHT)));
        Job job = farm.submit(inPool(NIGHT, waiting("/a")));
        tick();
        assertThat(files("w1")).isEmpty();
        assertThat(files("w2")).containsExactly("/a");
        farm.apply(new Change.JobEdited(job.id(), inPool(JobSpec.DEFAULT_POOL, job.spec()), 0));
        tick();
        assertThat(files("w1")).containsExactly("/a");
        assertThat(files("w2")).isEmpty();
    }

    @Test
    void jobsOfOnePoolShareALookAndAWorkerOfTwoPoolsIsToldOnce() {
        farm.apply(new Change.PoolChanged(PoolSpec.plain(NIGHT)));
        farm.workers(1);
        farm.apply(new Change.WorkerMoved(new WorkerName("w1"), List.of(JobSpec.DEFAULT_POOL, NIGHT)));
        List<Job> jobs = List.of(
                farm.submit(waiting("/a")), farm.submit(waiting("/a")), farm.submit(inPool(NIGHT, waiting("/a"))));
        tick();
        assertThat(farm.farm.files().given()).hasSize(2);
        assertThat(files("w1")).containsExactly("/a");
        farm.sync(farm.report("w1", "boot").seen(farm.order("w1")).found("/a"));
        assertThat(jobs).allSatisfy(job -> assertThat(job.counts().ready()).isEqualTo(2));
    }

    @Test
    void nobodyLooksForWhatACanceledJobWaitedForUntilItIsRetried() {
        farm.workers(1);
        Job job = farm.submit(waiting("/a"));
        tick();
        farm.farm.takeOrdersDue();
        farm.ask(new CancelJob(job.id()));
        assertThat(files("w1")).isEmpty();
        assertThat(farm.farm.takeOrdersDue()).containsExactly(farm.worker("w1"));
        farm.ask(new RetryJob(job.id(), false));
        tick();
        assertThat(files("w1")).containsExactly("/a");
        farm.ask(new CancelJob(job.id()));
        farm.ask(new DeleteJob(job.id()));
        tick();
        assertThat(files("w1")).isEmpty();
    }

    @Test
    void aFileThatWasSeenHasComeForGood() {
        farm.workers(1);
        Job job = farm.submit(waiting("/a"));
        tick();
        farm.sync(farm.report("w1", "boot").seen(farm.order("w1")).found("/a"));
        farm.ask(new CancelJob(job.id()));
        farm.ask(new RetryJob(job.id(), false));
        assertThat(job.counts().ready()).isEqualTo(2);
        tick();
        assertThat(files("w1")).isEmpty();
    }
}
