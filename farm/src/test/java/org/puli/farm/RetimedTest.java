package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.grouped;
import static org.puli.farm.FarmFixture.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.Selection;
import org.puli.farm.request.Target;
import org.puli.farm.row.FarmRows;

/** Times that are waited for become others while the job is there. */
class RetimedTest {
    private static final long HOUR = 3_600_000;
    private static final Moment END = new Moment(Long.MAX_VALUE, 0);

    private final FarmFixture farm = FarmFixture.farm().workers(1, 2);

    private static Dependency later(long millis) {
        return new Dependency.Time(null, Duration.ofMillis(millis));
    }

    private Dependency at(long millis) {
        return new Dependency.Time(Instant.ofEpochMilli(farm.millis + millis), null);
    }

    /** The first task of a job waits for this, and for nothing else, from now on. */
    private void retime(Job job, Dependency... after) {
        JobSpec spec = job.spec();
        edit(job, spec.withTree(List.of(spec.tasks().getFirst().withAfter(List.of(after))), spec.groups()));
    }

    private void edit(Job job, JobSpec now) {
        farm.ask(new EditJob(new Target.WholeJob(job.id()), job.spec(), now, "", ""));
        checkLoad();
    }

    private void checkLoad() {
        FarmRows rows = farm.farm.rows(1);
        Farm loaded = Farm.load(rows);
        assertThat(loaded.rows(1)).isEqualTo(rows);
        assertThat(loaded.counts()).isEqualTo(farm.farm.counts());
        assertThat(loaded.deadlines().dueTimes(END))
                .isEqualTo(farm.farm.deadlines().dueTimes(END));
    }

    @Test
    void aTimeThatIsMovedIsWaitedForInPlaceOfTheOldOne() {
        Job job = farm.submit(job(frames("t", "1", later(HOUR))));
        retime(job, later(3 * HOUR));
        assertThat(farm.why.ofJob(job).answer())
                .contains("3h after its submit, " + Instant.ofEpochMilli(farm.millis + 3 * HOUR));
        farm.passHeard(2 * HOUR);
        assertThat(job.counts().blocked()).isEqualTo(1);
        retime(job, at(HOUR / 2));
        farm.passHeard(HOUR / 2);
        assertThat(job.counts().ready()).isEqualTo(1);
        assertThat(farm.farm.deadlines().dueTimes(END)).isEmpty();
        checkLoad();
    }

    @Test
    void whatHasStartedGoesOnAndTheRestWaitsForTheNewTime() {
        Job job = farm.submit(job(frames("t", "1-4", later(HOUR))));
        farm.passHeard(HOUR);
        assertThat(farm.plan()).hasSize(2);
        farm.end(1, Outcome.DONE);
        retime(job, later(2 * HOUR));
        assertThat(job.tasks().getFirst().row().come()).isZero();
        assertThat(job.counts().blocked()).isEqualTo(2);
        assertThat(job.counts().assigned()).isEqualTo(1);
        assertThat(farm.plan()).isEmpty();
        farm.end(2, Outcome.DONE);
        assertThat(job.isOver()).isFalse();
        farm.passHeard(HOUR);
        assertThat(farm.plan()).hasSize(2);
        checkLoad();
    }

    @Test
    void aTimeThatIsTakenAwayIsNoHindrance() {
        Job job = farm.submit(job(frames("t", "1", later(HOUR))).withAfter(List.of(later(HOUR))));
        edit(job, job.spec().withAfter(List.of()));
        assertThat(job.missing()).isEmpty();
        assertThat(job.counts().blocked()).isEqualTo(1);
        retime(job);
        assertThat(job.counts().ready()).isEqualTo(1);
        assertThat(farm.plan()).hasSize(1);
        assertThat(farm.farm.deadlines().dueTimes(END)).isEmpty();
    }

    @Test
    void aTimeThatStaysHasComeAsBefore() {
        Job job = farm.submit(job(frames("t", "1", later(0), later(HOUR))));
        farm.passHeard(1);
        retime(job, later(2 * HOUR), later(0));
        assertThat(job.tasks().getFirst().missing()).containsExactly(later(2 * HOUR));
        farm.passHeard(2 * HOUR);
        assertThat(job.counts().ready()).isEqualTo(1);
        checkLoad();
    }

    @Test
    void filesKeepWhetherTheyHaveComeWhereverTheTimesBesideThemGo() {
        Dependency a = new Dependency.File("/a");
        Dependency b = new Dependency.File("/b");
        Job job = farm.submit(job(frames("t", "1", later(HOUR), a, b)));
        farm.passHeard(500);
        farm.sync(farm.report("w1", "boot").seen(farm.order("w1")).found("/a"));
        retime(job, a, b);
        assertThat(job.tasks().getFirst().missing()).containsExactly(b);
        farm.passHeard(500);
        retime(job, later(0), a, b);
        farm.passHeard(500);
        farm.sync(farm.report("w1", "boot").seen(farm.order("w1")).found("/a", "/b"));
        assertThat(job.counts().ready()).isEqualTo(1);
        assertThat(farm.farm.files().given()).isEmpty();
        assertThat(farm.farm.files().open(JobSpec.DEFAULT_POOL)).isEmpty();
        checkLoad();
    }

    @Test
    void groupsAndWhatWaitsForOthersTooGetTimes() {
        GroupSpec group = new GroupSpec(
                "g",
                List.of(after("t")),
                false,
                TaskSettings.NONE,
                List.of(frames("in", "1")),
                List.of(),
                Precedence.DEFAULT,
                Strategy.FIFO);
        Job job = farm.submit(grouped(List.of(frames("t", "1")), group));
        GroupSpec timed = group.withAfter(List.of(after("t"), later(HOUR)));
        edit(job, job.spec().withTree(job.spec().tasks(), List.of(timed)));
        assertThat(requireNonNull(job.findNode("g")).after()).isEqualTo(timed.after());
        farm.plan();
        farm.end(1, Outcome.DONE);
        assertThat(farm.plan()).isEmpty();
        farm.passHeard(HOUR);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aJobIsOverOnceNothingMoreMayCome() {
        Job job = farm.submit(job(frames("t", "1"), frames("u", "1", after("t"), later(HOUR))));
        farm.ask(new CancelJob(Selection.of(new Target.NodeOfJob(job.id(), "t"))));
        assertThat(job.endedAt()).isZero();
        farm.pass(500);
        JobSpec spec = job.spec();
        edit(
                job,
                spec.withTree(
                        List.of(spec.tasks().getFirst(), spec.tasks().getLast().withAfter(List.of(after("t")))),
                        List.of()));
        assertThat(job.endedAt()).isEqualTo(farm.millis);
    }
}
