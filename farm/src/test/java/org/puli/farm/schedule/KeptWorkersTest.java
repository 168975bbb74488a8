package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.tagged;
import static org.puli.farm.FarmFixture.task;
import static org.puli.farm.PoolJobs.inPool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.PoolName;
import org.puli.api.spec.Grace;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.SetShare;

/** Who has a worker kept, which one, and until when. */
class KeptWorkersTest {
    private final FarmFixture farm = farm();

    private List<Long> started() {
        return farm.plan().stream().map(attempt -> attempt.command().value()).toList();
    }

    private void end(long... commands) {
        for (long command : commands) {
            farm.end(command, Outcome.DONE);
        }
    }

    private void keep(int workers) {
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), workers)));
    }

    private static TaskSettings on(String worker) {
        return TaskSettings.NONE.withRequirements(
                new Requirements(List.of(), List.of(), Map.of(), List.of(worker), List.of()));
    }

    @Test
    void theFreestOfTheWorkersIsKept() {
        farm.workers(3, 4);
        farm.submit(job(90, 1, task("large", "1", cores(3).withRequirements(on("w1").requirements()))));
        farm.submit(job(90, 1, task("medium", "1", cores(2).withRequirements(on("w2").requirements()))));
        farm.submit(job(90, 1, task("large", "1", cores(3).withRequirements(on("w3").requirements()))));
        farm.plan();
        farm.submit(job(60, 1, task("whole", "1", cores(4))));
        Job small = farm.submit(job(40, 1, frames("small", "1-9")));
        farm.plan();
        assertThat(small.leaseCount()).isEqualTo(2);
        assertThat(farm.worker("w2").leases()).as("two cores of it are kept").hasSize(1);
    }

    @Test
    void aWorkerThatIsNotKeptAnyMoreServesWhoWaits() {
        farm.workers(1, 2);
        farm.submit(job(90, 1, frames("runs", "1-2")));
        assertThat(started()).containsExactly(1L, 2L);
        Job large = farm.submit(job(60, 1, task("large", "1", cores(2))));
        farm.submit(job(40, 1, frames("small", "1-2")));
        end(1);
        assertThat(started()).isEmpty();
        farm.ask(new PauseJob(large.id()));
        assertThat(started()).containsExactly(4L);
    }

    @Test
    void seatsThatAreTakenAwayLetTheKeptWorkerGo() {
        farm.workers(1, 2).license("nuke", 1);
        farm.submit(job(90, 1, frames("runs", "1-2")));
        farm.plan();
        farm.submit(job(60, 1, task("large", "1", licensed("nuke", 1).withCores(2.0))));
        farm.submit(job(40, 1, frames("small", "1-2")));
        end(1);
        assertThat(started()).isEmpty();
        farm.license("nuke", 0);
        assertThat(started()).containsExactly(4L);
    }

    @Test
    void aShareThatIsFullKeepsNobody() {
        farm.workers(1, 3);
        farm.ask(new SetShare(
                JobSpec.DEFAULT_POOL, new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 1, 0, 3)));
        farm.submit(tagged("alpha", 90, frames("runs", "1-2")));
        farm.submit(tagged("beta", 90, frames("runs", "1")));
        farm.plan();
        farm.submit(tagged("alpha", 60, task("large", "1", cores(2))));
        farm.submit(tagged("beta", 40, frames("small", "1")));
        end(3);
        assertThat(started()).containsExactly(5L);
    }

    @Test
    void eachOfTwoKeepsAWorkerOfItsOwn() {
        keep(2);
        farm.workers(3, 2);
        farm.submit(job(90, 1, frames("runs", "1-6")));
        farm.plan();
        farm.submit(job(70, 1, task("one", "1", cores(2))));
        farm.submit(job(60, 1, task("two", "1", TaskSettings.NONE.withCores(2.0).withMemoryBytes(1L))));
        Job small = farm.submit(job(40, 1, frames("small", "1-9")));
        end(1, 3, 5);
        farm.plan();
        assertThat(small.leaseCount()).isOne();
    }

    @Test
    void oneKindOfWorkKeepsOneWorkerHoweverManyJobsHaveIt() {
        keep(2);
        farm.workers(2, 2);
        farm.ask(new EditPool(new PoolSpec(
                JobSpec.DEFAULT_POOL,
                List.of(new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 1, 0, 0)),
                2)));
        farm.submit(job(90, 1, frames("runs", "1-4")));
        farm.plan();
        farm.submit(tagged("alpha", 70, task("one", "1", cores(2))));
        farm.submit(tagged("beta", 60, task("same", "1", cores(2))));
        Job small = farm.submit(job(40, 1, frames("small", "1-9")));
        end(1, 3);
        farm.plan();
        assertThat(small.leaseCount()).isOne();
    }

    @Test
    void eachPoolKeepsItsOwnAndNoWorkerIsKeptTwice() {
        farm.workers(2, 2);
        PoolName night = new PoolName("night");
        farm.ask(new CreatePool(PoolSpec.plain(night)));
        farm.ask(new MoveWorkers(
                night, List.of(farm.worker("w1").name(), farm.worker("w2").name()), List.of()));
        farm.submit(job(90, 1, frames("runs", "1-4")));
        farm.plan();
        farm.submit(job(60, 1, task("large", "1", cores(2))));
        farm.submit(inPool("night", task("large", "1", cores(2))));
        Job small = farm.submit(job(40, 1, frames("small", "1-9")));
        end(1, 3);
        farm.plan();
        assertThat(small.leaseCount()).isZero();
    }

    @Test
    void ofOneJobWhatIsServedFirstKeepsTheWorker() {
        farm.workers(2, 2);
        farm.submit(job(90, 1, frames("runs", "1-4")));
        farm.plan();
        farm.submit(
                job(10, 1, task("older", "1", TaskSettings.NONE.withCores(2.0).withMemoryBytes(1L))));
        farm.plan();
        Job job = farm.submit(job(
                task("first", "1", cores(2).withRequirements(on("w1").requirements())),
                task("then", "1", TaskSettings.NONE.withCores(2.0).withMemoryBytes(1L))));
        Job small = farm.submit(job(40, 1, frames("small", "1-9")));
        end(1, 3);
        farm.plan();
        assertThat(farm.worker("w1").leases()).as("kept for the first task").hasSize(1);
        assertThat(small.leaseCount()).isOne();
        assertThat(job.leaseCount()).isZero();
    }

    @Test
    void roomThatIsMadeForAShareIsKeptForIt() {
        ShareSpec alpha = new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 1, 2, 0);
        ShareSpec gamma = new ShareSpec("gamma", Map.of("prod", List.of("gamma")), List.of(), 1, 9, 0);
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(alpha, gamma), 0)
                .with(Preempt.OLDEST, new Grace(Duration.ZERO))));
        farm.workers(1, 2);
        farm.submit(tagged("rest", 50, task("lent", "1-2", TaskSettings.NONE.withPreemptible(true))));
        farm.plan();
        Job owner = farm.submit(tagged("alpha", 50, task("large", "1", cores(2))));
        assertThat(farm.preempt()).hasSize(2);
        farm.end(1, Outcome.STOPPED);
        Job other = farm.submit(tagged("gamma", 40, frames("small", "1")));
        Job rest = farm.submit(tagged("rest", 90, frames("small", "1")));
        assertThat(started()).as("half of the room has come").isEmpty();
        farm.end(2, Outcome.STOPPED);
        farm.plan();
        assertThat(owner.leaseCount()).isOne();
        assertThat(other.leaseCount() + rest.leaseCount()).isZero();
    }

    @Test
    void whoeverComesBeforeTheShareMayTakeTheRoomThatIsMade() {
        ShareSpec alpha = new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 1, 2, 0);
        ShareSpec gamma = new ShareSpec("gamma", Map.of("prod", List.of("gamma")), List.of(), 1, 9, 0);
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(alpha, gamma), 0)
                .with(Preempt.OLDEST, new Grace(Duration.ZERO))));
        farm.workers(1, 2);
        farm.submit(tagged("rest", 50, task("lent", "1-2", TaskSettings.NONE.withPreemptible(true))));
        farm.plan();
        farm.submit(tagged("alpha", 50, task("large", "1", cores(2))));
        assertThat(farm.preempt()).hasSize(2);
        farm.end(1, Outcome.STOPPED);
        Job other = farm.submit(tagged("gamma", 60, frames("small", "1")));
        farm.plan();
        assertThat(other.leaseCount()).isOne();
    }
}
