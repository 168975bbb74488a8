package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.grouped;
import static org.puli.farm.FarmFixture.job;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.WaitingReason;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Selection;
import org.puli.farm.request.Target;

/** What waits for a file, how that is told, and what is stored of it. */
class FilesTest {
    private static final long TICK = 500;

    private final FarmFixture farm = FarmFixture.farm();

    private static Dependency file(String path) {
        return new Dependency.File(path);
    }

    private static Dependency delay(Duration delay) {
        return new Dependency.Time(null, delay);
    }

    /** Every worker sees these. */
    private void see(String... paths) {
        farm.passHeard(TICK);
        for (Worker worker : List.copyOf(farm.farm.workers())) {
            String name = worker.name().value();
            farm.sync(farm.report(name, worker.bootId()).seen(farm.order(name)).found(paths));
        }
    }

    private static GroupSpec group(String name, Dependency after, TaskSpec... tasks) {
        return new GroupSpec(
                name,
                List.of(after),
                false,
                TaskSettings.NONE,
                List.of(tasks),
                List.of(),
                Precedence.DEFAULT,
                Strategy.FIFO);
    }

    private static List<String> ready(Job job) {
        return job.tasks().stream().filter(Task::isReady).map(Node::name).toList();
    }

    @Test
    void jobsGroupsAndTasksWaitEachForTheirOwn() {
        farm.workers(1, 8);
        JobSpec spec = grouped(
                        List.of(frames("free", "1-1"), frames("own", "1-1", file("/task"))),
                        group("fx", file("/group"), frames("inner", "1-1"), frames("both", "1-1", file("/task"))))
                .withAfter(List.of(file("/job")));
        Job job = farm.submit(spec);
        see("/task");
        assertThat(job.counts().ready()).isZero();
        see("/job");
        assertThat(ready(job)).containsExactly("free", "own");
        see("/group");
        assertThat(ready(job)).containsExactly("free", "own", "inner", "both");
    }

    @Test
    void allThatIsWaitedForHasToCome() {
        farm.workers(1, 8);
        Job job = farm.submit(job(
                frames("first", "1-1"),
                frames("second", "1-1", after("first"), file("/a"), delay(Duration.ofMinutes(1)), file("/b"))));
        farm.plan();
        farm.exit(1, 0, 1);
        see("/a");
        farm.passHeard(60_000);
        assertThat(job.counts().ready()).isZero();
        assertThat(job.tasks().getLast().missing()).containsExactly(file("/b"));
        see("/b");
        assertThat(job.counts().ready()).isEqualTo(1);
    }

    @Test
    void aRestartKnowsWhatWasSeenAndForgetsWhoLooks() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1-1", file("/a"), delay(Duration.ofMinutes(1)), file("/b")))
                .withAfter(List.of(file("/c"))));
        see("/b", "/c");
        assertThat(job.row().come()).isEqualTo(1);
        assertThat(job.tasks().getFirst().row().come()).isEqualTo(4);
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
        Task same = loaded.jobs().iterator().next().tasks().getFirst();
        assertThat(same.missing())
                .containsExactlyElementsOf(job.tasks().getFirst().missing());
        assertThat(loaded.files().given()).isEmpty();
        assertThat(loaded.files().open(JobSpec.DEFAULT_POOL))
                .extracting(FileWatch::path)
                .containsExactly("/a");
    }

    @Test
    void asManyTimesAsFilesFitBesideEachOther() {
        farm.workers(1);
        Dependency[] all = new Dependency[64];
        for (int i = 0; i < 32; i++) {
            all[2 * i] = delay(Duration.ofSeconds(i));
            all[2 * i + 1] = file("/" + i);
        }
        Job job = farm.submit(job(frames("a", "1-1", all)));
        String[] paths = new String[32];
        for (int i = 0; i < 32; i++) {
            paths[i] = "/" + i;
        }
        see(paths);
        farm.passHeard(30_000);
        assertThat(job.tasks().getFirst().missing()).containsExactly(delay(Duration.ofSeconds(31)));
        farm.passHeard(1_000);
        assertThat(job.counts().ready()).isEqualTo(1);
        assertThat(job.tasks().getFirst().row().come()).isEqualTo(-1);
        assertThat(Farm.load(farm.farm.rows(1)).counts().ready()).isEqualTo(1);
    }

    @Test
    void theReasonAndWhoLooksAreTold() {
        Job job = farm.submit(job(frames("a", "1-1", file("/shots/sim.bgeo"))));
        farm.pass(TICK);
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.FILE);
        assertThat(farm.why.ofJob(job).answer())
                .isEqualTo("waits: task 'a' waits for the file /shots/sim.bgeo, and no"
                        + " worker of pool default can look");
        farm.workers(2);
        assertThat(farm.why.ofJob(job).answer()).endsWith("which workers of pool default look for in its turn");
        farm.passHeard(TICK);
        assertThat(farm.why.ofJob(job).answer()).endsWith("the file /shots/sim.bgeo, looked for by worker w1");
        assertThat(farm.why.ofCommand(job.tasks().getFirst(), 0).answer()).endsWith("looked for by worker w1");
        farm.ask(new PauseWorker(new WorkerName("w1"), null));
        farm.ask(new PauseWorker(new WorkerName("w2"), null));
        farm.passHeard(TICK);
        assertThat(farm.why.ofJob(job).answer()).endsWith("and no worker of pool default can look");
    }

    @Test
    void ofSeveralThingsTheOneThatIsStillMissingIsShown() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1-1", file("/a"), delay(Duration.ofMinutes(1)))));
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.FILE);
        see("/a");
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.NOT_YET);
        farm.ask(new PauseJob(job.id()));
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.PAUSED);
    }

    @Test
    void whatWasCanceledIsNoReasonToWait() {
        farm.workers(1);
        Job job = farm.submit(job(frames("a", "1-1", file("/a")), frames("b", "1-1", delay(Duration.ofMinutes(1)))));
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.FILE);
        farm.ask(new CancelJob(Selection.of(new Target.NodeOfJob(job.id(), "a"))));
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.NOT_YET);
    }
}
