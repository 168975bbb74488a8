package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.EndedRun;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.PauseJob;

/** The examples of docs/scheduling.md on large commands among small ones. */
class ReservationTest {
    private final FarmFixture farm = farm().workers(2, 4);
    private final Job small = farm.submit(job(40, 1, task("small", "1-99", cores(1))));

    private Job large() {
        farm.plan();
        assertThat(small.leaseCount()).isEqualTo(8);
        return farm.submit(job(60, 1, task("large", "1", cores(4))));
    }

    private void limit(int workers) {
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), workers)));
    }

    /** Ends the oldest command of a worker. */
    private void endOn(String worker) {
        farm.end(farm.worker(worker).leases().getFirst().id().value(), EndedRun.Outcome.DONE);
        farm.plan();
    }

    @Test
    void aLargeCommandGetsAWorkerThatIsKeptForIt() {
        Job large = large();
        for (int i = 0; i < 3; i++) {
            endOn("w1");
            assertThat(farm.worker("w1").leases()).hasSize(3 - i);
        }
        endOn("w2");
        assertThat(farm.worker("w2").leases()).hasSize(4);
        endOn("w1");
        assertThat(large.leaseCount()).isEqualTo(1);
        assertThat(small.leaseCount()).isEqualTo(4);
    }

    @Test
    void withoutReservationsSmallWorkTakesEveryCore() {
        limit(0);
        Job large = large();
        for (int i = 0; i < 8; i++) {
            endOn("w1");
        }
        assertThat(large.leaseCount()).isZero();
        assertThat(small.leaseCount()).isEqualTo(8);
    }

    @Test
    void workThatComesBeforeMayHaveTheWorker() {
        Job large = large();
        endOn("w1");
        Job first = farm.submit(job(80, 1, task("first", "1", cores(1))));
        farm.plan();
        assertThat(first.leaseCount()).isEqualTo(1);
        assertThat(large.leaseCount()).isZero();
    }

    @Test
    void whatIsKeptIsGivenBackWhenNobodyWantsItAnyMore() {
        Job large = large();
        endOn("w1");
        endOn("w1");
        assertThat(small.leaseCount()).isEqualTo(6);
        farm.ask(new PauseJob(large.id()));
        assertThat(farm.plan()).hasSize(2);
        assertThat(small.leaseCount()).isEqualTo(8);
    }

    @Test
    void asManyWorkersAreKeptAsThePoolAllows() {
        large();
        farm.submit(job(55, 1, task("second", "1", cores(3))));
        endOn("w1");
        endOn("w2");
        assertThat(farm.worker("w1").leases()).hasSize(3);
        assertThat(farm.worker("w2").leases()).hasSize(4);
        limit(2);
        endOn("w2");
        assertThat(farm.worker("w2").leases()).hasSize(3);
    }

    @Test
    void whoeverIsTooLargeForEveryWorkerKeepsNobody() {
        farm.plan();
        farm.submit(job(90, 1, task("huge", "1", cores(64))));
        endOn("w1");
        assertThat(farm.worker("w1").leases()).hasSize(4);
    }
}
