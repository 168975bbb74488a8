package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.PoolJobs.inPool;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.Target;

/** Jobs take turns by their weights, whatever other pools do on workers of their own. */
class TurnsOfPoolsTest {
    private static final PoolName SMALL = new PoolName("small");
    private static final WorkerName W1 = new WorkerName("w1");
    private static final WorkerName W2 = new WorkerName("w2");

    private final FarmFixture farm = farm().workers(2);
    private final List<AttemptRef> running = new ArrayList<>();

    @BeforeEach
    void aPoolWithOneWorkerOfItsOwn() {
        farm.ask(new CreatePool(PoolSpec.plain(SMALL)));
        move(W1, JobSpec.DEFAULT_POOL, SMALL);
    }

    private void move(WorkerName worker, PoolName from, PoolName to) {
        farm.ask(new MoveWorkers(from, List.of(), List.of(worker)));
        farm.ask(new MoveWorkers(to, List.of(worker), List.of()));
    }

    private Job small(double weight) {
        return farm.submit(inPool("small", job(50, weight, frames("a", "1-9999"))));
    }

    private Job stream() {
        return farm.submit(job(50, 1, frames("s", "1-99999")));
    }

    /** What runs on a worker ends, and the next starts there. */
    private Job turn(WorkerName worker) {
        running.removeIf(run -> {
            boolean isThere = requireNonNull(farm.command(run.command().value()).holder())
                    .name()
                    .equals(worker);
            if (isThere) {
                farm.end(run.command().value(), EndedRun.Outcome.DONE);
            }
            return isThere;
        });
        List<AttemptRef> started = farm.plan();
        running.addAll(started);
        AttemptRef last = started.getLast();
        return requireNonNull(farm.farm.findTask(last.command())).job();
    }

    /** How many of so many turns on w1 a job gets, while w2 has five for each. */
    private int turns(Job job, int of) {
        int own = 0;
        for (int i = 0; i < of; i++) {
            own += turn(W1) == job ? 1 : 0;
            for (int other = 0; other < 5; other++) {
                turn(W2);
            }
        }
        return own;
    }

    @Test
    void weightsHoldBesideAStreamInAnotherPool() {
        stream();
        Job heavy = small(3);
        small(1);
        assertThat(turns(heavy, 40)).isBetween(29, 31);
    }

    @Test
    void aNewcomerBeginsWhereItsOwnPoolIs() {
        stream();
        Job first = small(1);
        turns(first, 40);
        Job second = small(1);
        assertThat(turns(second, 10)).isBetween(4, 6);
    }

    @Test
    void aNewcomerBeginsThereAfterARestartToo() {
        stream();
        Job first = small(1);
        turns(first, 40);
        farm.plan();
        Farm loaded = Farm.load(farm.farm.rows(1));
        double mark = loaded.turns().mark(SMALL);
        assertThat(mark).isCloseTo(farm.farm.turns().mark(SMALL), within(1.0));
        assertThat(loaded.turns().mark(JobSpec.DEFAULT_POOL)).isGreaterThan(mark + 100);
        assertThat(loaded.numbers().served()).isEqualTo(farm.farm.numbers().served());
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
    }

    @Test
    void aPoolWithoutWorkBeginsAnewAfterARestart() {
        turns(stream(), 0);
        turn(W2);
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.turns().mark(SMALL)).isZero();
    }

    @Test
    void aJobThatMovesIsAsFarAheadAsItWas() {
        stream();
        Job job = small(1);
        turns(job, 40);
        double ahead = job.startMark() - farm.farm.turns().mark(SMALL);
        JobSpec moved = inPool("default", job.spec());
        farm.ask(new EditJob(new Target.WholeJob(job.id()), job.spec(), moved, "", ""));
        assertThat(job.startMark() - farm.farm.turns().mark(JobSpec.DEFAULT_POOL))
                .isCloseTo(ahead, within(1e-9));
        double mark = job.startMark();
        farm.ask(new EditJob(new Target.WholeJob(job.id()), moved, job.spec(), "", ""));
        assertThat(job.startMark()).isEqualTo(mark);
    }

    @Test
    void aWorkerOfBothPoolsTiesThem() {
        Job stream = stream();
        Job job = small(3);
        turns(job, 4);
        assertThat(farm.farm.turns().with(job)).isEqualTo(3);
        double fast = farm.farm.turns().mark(JobSpec.DEFAULT_POOL);
        farm.ask(new MoveWorkers(SMALL, List.of(W2), List.of()));
        assertThat(farm.farm.turns().with(job)).isEqualTo(4);
        assertThat(farm.farm.turns().with(stream)).isEqualTo(4);
        assertThat(farm.farm.turns().mark(SMALL)).isEqualTo(fast);
        assertThat(farm.farm.turns().mark(JobSpec.DEFAULT_POOL)).isEqualTo(fast);
    }

    @Test
    void whoLeavesOneOfThemPartsThemAgain() {
        Job stream = stream();
        Job job = small(3);
        farm.ask(new MoveWorkers(SMALL, List.of(W2), List.of()));
        turns(job, 4);
        double mark = farm.farm.turns().mark(SMALL);
        farm.ask(new MoveWorkers(SMALL, List.of(), List.of(W2)));
        assertThat(farm.farm.turns().with(job)).isEqualTo(3);
        assertThat(farm.farm.turns().with(stream)).isEqualTo(1);
        assertThat(farm.farm.turns().mark(SMALL)).isEqualTo(mark);
        assertThat(farm.farm.turns().mark(JobSpec.DEFAULT_POOL)).isEqualTo(mark);
    }

    @Test
    void whoIsDeletedPartsThemToo() {
        Job stream = stream();
        Job job = small(3);
        farm.ask(new MoveWorkers(SMALL, List.of(W2), List.of()));
        farm.pass(1_000_000);
        farm.ask(new DeleteWorker(W2));
        assertThat(farm.farm.turns().with(job)).isEqualTo(3);
        assertThat(farm.farm.turns().with(stream)).isEqualTo(1);
    }
}
