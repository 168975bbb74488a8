package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.PoolJobs.inPool;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.EndedRun;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Worker;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Running;
import org.puli.farm.request.Target;

/** Workers that serve some of their pools before others. */
class PoolOrderTest {
    private static final PoolName FILM = new PoolName("film");
    private static final PoolName TV = new PoolName("tv");
    private static final WorkerName W1 = new WorkerName("w1");

    private final FarmFixture farm = farm();

    @BeforeEach
    void twoPools() {
        farm.ask(new CreatePool(PoolSpec.plain(FILM)));
        farm.ask(new CreatePool(PoolSpec.plain(TV)));
    }

    private void join(int count) {
        farm.workers(count);
        List<WorkerName> all = farm.farm.workers().stream().map(Worker::name).toList();
        farm.ask(new MoveWorkers(JobSpec.DEFAULT_POOL, List.of(), all));
        farm.ask(new MoveWorkers(FILM, all, List.of()));
        farm.ask(new MoveWorkers(TV, all, List.of()));
    }

    private void order(PoolName... pools) {
        farm.ask(order(W1, List.of(pools)));
    }

    private static EditWorker order(WorkerName worker, List<PoolName> pools) {
        return new EditWorker(worker, null, null, List.of(), List.of(), pools);
    }

    private static JobSpec urgent(PoolName pool, String frames) {
        return inPool(pool.value(), job(90, 1, frames("render", frames)));
    }

    @Test
    void withoutAnOrderPriorityDecidesBetweenPools() {
        join(1);
        farm.submit(inPool("film", frames("render", "1")));
        Job tv = farm.submit(urgent(TV, "1"));
        farm.plan();
        assertThat(tv.leaseCount()).isEqualTo(1);
    }

    @Test
    void theFirstPoolIsServedWhateverThePriorityInTheOther() {
        join(1);
        order(FILM, TV);
        Job film = farm.submit(inPool("film", frames("render", "1-2")));
        Job tv = farm.submit(urgent(TV, "1-9"));
        assertThat(farm.plan()).hasSize(1);
        assertThat(film.leaseCount()).isEqualTo(1);
        farm.end(1, EndedRun.Outcome.DONE);
        farm.plan();
        assertThat(film.leaseCount()).isEqualTo(1);
        farm.end(2, EndedRun.Outcome.DONE);
        farm.plan();
        assertThat(tv.leaseCount()).isEqualTo(1);
    }

    @Test
    void whoIsFirstInALaterPoolIsToldWhoComesBeforeAndNoTimeIsGuessed() {
        join(1);
        order(FILM, TV);
        farm.submit(inPool("film", frames("render", "1-3")));
        Job tv = farm.submit(urgent(TV, "1-9"));
        farm.plan();
        farm.exit(1, 0, 60_000);
        farm.plan();
        assertThat(farm.ask(new ExplainJob(tv.id())).answer())
                .endsWith("and these workers have work of pools that they serve before");
        assertThat(farm.ask(new ExplainJob(tv.id())).expectedAt()).isNull();
        farm.exit(2, 0, 60_000);
        farm.plan();
        assertThat(farm.ask(new ExplainJob(tv.id())).answer()).endsWith("it is the first in line");
        assertThat(farm.ask(new ExplainJob(tv.id())).expectedAt()).isEqualTo(farm.millis + 60_000);
    }

    @Test
    void theOrderIsOfTheWorkerAndOthersGoOnByPriority() {
        join(2);
        order(FILM);
        Job film = farm.submit(inPool("film", frames("render", "1-9")));
        Job tv = farm.submit(urgent(TV, "1-9"));
        farm.plan();
        assertThat(film.leaseCount()).isEqualTo(1);
        assertThat(tv.leaseCount()).isEqualTo(1);
        assertThat(tv.tasks().getFirst().findCommand(0).holder().name().value()).isEqualTo("w2");
    }

    @Test
    void whatCannotStartNowKeepsNobodyFromALaterPool() {
        join(1);
        order(FILM, TV);
        Job film = farm.submit(inPool("film", frames("render", "1")));
        farm.ask(new PauseJob(new Target.WholeJob(film.id()), Running.GOES_ON, false));
        Job tv = farm.submit(inPool("tv", frames("render", "1")));
        farm.plan();
        assertThat(tv.leaseCount()).isEqualTo(1);
    }

    @Test
    void aLaterPoolGoesOnAsSoonAsTheEarlierHasNothingMore() {
        join(1);
        order(FILM, TV);
        Job film = farm.submit(inPool("film", frames("render", "1-2")));
        Job tv = farm.submit(urgent(TV, "1"));
        farm.plan();
        farm.end(1, EndedRun.Outcome.DONE);
        farm.ask(new PauseJob(new Target.WholeJob(film.id()), Running.GOES_ON, false));
        farm.plan();
        assertThat(tv.leaseCount()).isEqualTo(1);
    }

    @Test
    void takingTheOrderAwayIsOneOrderAgain() {
        join(1);
        order(FILM, TV);
        assertThat(farm.farm.findWorker(W1).view().poolOrder()).containsExactly(FILM, TV);
        order();
        assertThat(farm.farm.findWorker(W1).view().poolOrder()).isNull();
        farm.submit(inPool("film", frames("render", "1")));
        Job tv = farm.submit(urgent(TV, "1"));
        farm.plan();
        assertThat(tv.leaseCount()).isEqualTo(1);
    }

    @Test
    void aPoolThatIsNotThereIsRefusedAndNothingIsChanged() {
        join(1);
        Refusal refusal = farm.refusal(order(W1, List.of(FILM, new PoolName("flim"))));
        assertThat(refusal.type()).isEqualTo("unknown-pool");
        assertThat(refusal.detail()).contains("flim", "film");
        assertThat(farm.farm.findWorker(W1).poolOrder()).isEmpty();
    }

    @Test
    void whyNamesTheWorkersThatServeAnotherPoolBefore() {
        join(1);
        order(FILM, TV);
        farm.submit(inPool("film", frames("render", "1-9")));
        Job tv = farm.submit(urgent(TV, "1"));
        farm.planner.findNext();
        assertThat(farm.ask(new ExplainJob(tv.id())).parts().getFirst().workers())
                .extracting(counted -> counted.count() + " " + counted.what())
                .containsExactly("1 left to a pool that it serves before");
    }
}
