package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.tagged;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Grace;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.EditPool;

/** Whoever takes back what was lent among others who want it, too. */
class PreemptionRivalsTest {
    private final FarmFixture farm = farm();

    /** A pool that stops the oldest at once, and which keeps so many workers for large work. */
    private void pool(int kept, ShareSpec... shares) {
        farm.ask(new EditPool(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(shares), kept)
                .with(Preempt.OLDEST, new Grace(Duration.ZERO))));
    }

    private static ShareSpec share(String prod, double min) {
        return new ShareSpec(prod, Map.of("prod", List.of(prod)), List.of(), 1, min, 0);
    }

    private Job submit(String prod, int priority, String range, TaskSettings settings) {
        return farm.submit(tagged(prod, priority, task("render", range, settings)));
    }

    /** Preemptible commands of one core, on a worker. */
    private Job lent(String prod, String worker, String range) {
        Job job = submit(prod, 50, range, on(worker).withPreemptible(true));
        farm.plan();
        return job;
    }

    private static TaskSettings on(String... workers) {
        return TaskSettings.NONE.withRequirements(
                new Requirements(List.of(), List.of(), Map.of(), Arrays.asList(workers), List.of()));
    }

    private List<Long> stopped() {
        return farm.preempt().stream()
                .map(AttemptRef::command)
                .map(id -> id.value())
                .toList();
    }

    @Test
    void sharesAreServedAtTheSameTimeEachWithItsOwn() {
        pool(0, share("alpha", 1), share("beta", 1));
        farm.workers(2);
        lent("rest", "w1", "1");
        lent("rest", "w2", "1");
        submit("alpha", 50, "1", on("w1"));
        submit("beta", 50, "1", on("w2"));
        assertThat(stopped()).containsExactly(1L, 2L);
        assertThat(farm.command(1).reason()).isEqualTo("preempted for share alpha");
        assertThat(farm.command(2).reason()).isEqualTo("preempted for share beta");
    }

    @Test
    void whereTheLenderCanSpareOneItGoesToTheShareThatComesFirst() {
        pool(0, share("alpha", 1), share("beta", 1), share("lender", 1));
        farm.workers(2);
        lent("lender", "w1", "1");
        lent("lender", "w2", "1");
        submit("alpha", 50, "1", on("w1"));
        submit("beta", 60, "1", on("w2"));
        assertThat(stopped()).containsExactly(2L);
        assertThat(farm.command(2).reason()).isEqualTo("preempted for share beta");
    }

    @Test
    void whatALenderLosesInAnyCaseIsNotTakenASecondTime() {
        pool(0, share("alpha", 1), share("lender", 2));
        farm.workers(3);
        lent("lender", "w1", "1");
        lent("lender", "w2", "1");
        Job canceled = lent("lender", "w3", "1");
        farm.ask(new CancelJob(canceled.id()));
        submit("alpha", 50, "1", on("w1", "w2"));
        assertThat(stopped())
                .as("with the canceled one gone the lender holds its minimum")
                .isEmpty();
    }

    @Test
    void newWorkOfAShareWaitsUntilTheRoomOfTheLastDecisionHasCome() {
        pool(0, share("alpha", 2));
        farm.workers(2);
        lent("rest", "w1", "1");
        lent("rest", "w2", "1");
        submit("alpha", 50, "1", on("w1"));
        assertThat(stopped()).containsExactly(1L);
        submit("alpha", 90, "1", on("w2"));
        assertThat(stopped()).isEmpty();
        farm.end(1, EndedRun.Outcome.STOPPED);
        assertThat(stopped()).containsExactly(2L);
    }

    @Test
    void roomThatOthersWouldTakeFirstIsNotMade() {
        // A command of gamma would bring that share above its minimum, so nothing is stopped for it; but it comes
        // first.
        pool(0, share("alpha", 1), share("gamma", 0.5));
        farm.workers(1);
        lent("rest", "w1", "1");
        Job rival = submit("gamma", 60, "1", TaskSettings.NONE);
        submit("alpha", 50, "1", TaskSettings.NONE);
        assertThat(stopped()).isEmpty();
        farm.ask(new CancelJob(rival.id()));
        assertThat(stopped()).containsExactly(1L);
    }

    @Test
    void whoeverComesLaterOrCannotStartThereHindersNobody() {
        pool(0, share("alpha", 1), share("gamma", 0.5));
        farm.workers(2);
        lent("rest", "w1", "1");
        lent("rest", "w2", "1");
        submit("gamma", 40, "1", TaskSettings.NONE);
        submit("gamma", 60, "1", on("w2"));
        submit("alpha", 50, "1", on("w1"));
        assertThat(stopped()).containsExactly(1L);
    }

    @Test
    void ofAShareThatHasItsMinimumNobodyComesFirst() {
        pool(0, share("alpha", 1), share("gamma", 0));
        farm.workers(1);
        lent("rest", "w1", "1");
        submit("gamma", 90, "1", TaskSettings.NONE);
        submit("alpha", 50, "1", TaskSettings.NONE);
        assertThat(stopped()).containsExactly(1L);
    }

    @Test
    void freeRoomOnAWorkerThatIsKeptForOthersIsNoRoom() {
        pool(1, share("alpha", 1), share("gamma", 2));
        farm.workers(2, 3);
        lent("rest", "w1", "1");
        lent("rest", "w2", "1-3");
        submit("gamma", 60, "1", FarmFixture.cores(3));
        Job small = submit("alpha", 50, "1", TaskSettings.NONE);
        assertThat(stopped()).as("w1 has two cores free and is kept for gamma").containsExactly(2L);
        farm.end(2, EndedRun.Outcome.STOPPED);
        farm.plan();
        assertThat(small.leaseCount()).isOne();
    }

    @Test
    void nothingIsStoppedOnAWorkerThatWouldThenBeKeptForOthers() {
        pool(1, share("alpha", 1), share("gamma", 1));
        farm.workers(2, 2);
        lent("rest", "w1", "1-2");
        lent("rest", "w2", "1");
        submit("gamma", 60, "1", FarmFixture.cores(2));
        submit("alpha", 50, "1", TaskSettings.NONE);
        assertThat(stopped()).isEmpty();
    }

    @Test
    void aWorkerIsNotKeptForLargeWorkThatComesLater() {
        pool(1, share("alpha", 1), share("gamma", 1));
        farm.workers(2, 2);
        lent("rest", "w1", "1-2");
        lent("rest", "w2", "1-2");
        submit("gamma", 40, "1", FarmFixture.cores(2));
        submit("alpha", 50, "1", TaskSettings.NONE);
        assertThat(stopped()).containsExactly(1L);
    }
}
