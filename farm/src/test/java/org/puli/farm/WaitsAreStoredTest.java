package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.limited;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Decisions;
import org.puli.farm.decide.Rules;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.Tick;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.RowBatch;

/** What is written of jobs that wait in a pool that counts it, and what is forgotten. */
class WaitsAreStoredTest {
    private static final long HOUR = 3_600_000;
    private static final PoolSpec PLAIN = PoolSpec.plain(JobSpec.DEFAULT_POOL);

    private final FarmFixture farm = FarmFixture.farm().workers(1);
    private Job waiting;

    @BeforeEach
    void aJobWaits() {
        farm.ask(new EditPool(PLAIN.withAgeBoost(1)));
        farm.submit(limited(1, frames("busy", "1-99")));
        farm.plan();
        waiting = farm.submit(job(10, 1, frames("late", "1-9")));
        farm.plan();
        farm.passHeard(0);
        farm.farm.takeTouched();
    }

    /** Rows of jobs that a change of the pool writes. */
    private List<Long> written(PoolSpec pool) {
        farm.farm.takeTouched();
        farm.ask(new EditPool(pool));
        return farm.farm.touched().rows(farm.farm.numbers().row(1)).jobs().stream()
                .map(JobRow::jobId)
                .toList();
    }

    private long count(Class<? extends Change> kind) {
        return farm.changes.stream().filter(kind::isInstance).count();
    }

    @Test
    void aPoolThatIsDividedOtherwiseWritesNoJobAnew() {
        assertThat(written(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), 5).withAgeBoost(1)))
                .isEmpty();
    }

    @Test
    void anotherBoostWritesThoseWhosePointsItChangesAndNoOther() {
        assertThat(written(PLAIN.withAgeBoost(2))).as("nobody has a point").isEmpty();
        farm.passHeard(3 * HOUR);
        assertThat(written(PLAIN.withAgeBoost(4))).containsExactly(waiting.id().value());
        assertThat(waiting.row().lift()).isEqualTo(12);
    }

    @Test
    void aPoolThatCountsNoMoreForgetsSinceWhenTheyWait() {
        assertThat(waiting.row().waitingSince()).isEqualTo(farm.millis);
        assertThat(written(PLAIN)).containsExactly(waiting.id().value());
        assertThat(waiting.row().waitingSince()).isZero();
        assertThat(written(PLAIN.withAgeBoost(1)))
                .as("when it begins to wait is only said at the next look")
                .isEmpty();
    }

    @Test
    void aBlockedWorkerWritesItsLineOfTheBlocklistAndNoJobAnew() {
        farm.farm.takeTouched();
        farm.ask(new BlockWorker(waiting.id(), null, new WorkerName("w1"), "ada", null));
        RowBatch rows = farm.farm.touched().rows(farm.farm.numbers().row(1));
        assertThat(rows.blocks()).hasSize(1);
        assertThat(rows.jobs()).isEmpty();
    }

    @Test
    void aBatchIsKnownByTheNumberInTheFarmsOwnRow() {
        assertThat(farm.farm.touched().rows(farm.farm.numbers().row(17)).number())
                .isEqualTo(17);
    }

    @Test
    void aWaitBeginsOnce() {
        farm.passHeard(1_000).passHeard(1_000);
        assertThat(count(Change.WaitsBegun.class)).isEqualTo(1);
    }

    @Test
    void aJobThatIsDeletedWhileItWaitsIsLiftedNoMore() {
        farm.ask(new DeleteJob(waiting.id()));
        farm.passHeard(5 * HOUR);
        assertThat(count(Change.JobLifted.class)).isZero();
        assertThat(farm.farm.deadlines().lifts().due(new Moment(0, Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    void aRestartAnchorsEachWaitOnceAndBeginsNoneAnew() {
        farm.passHeard(2 * HOUR);
        Farm again = Farm.load(farm.farm.rows(1));
        Decisions decisions = new Decisions(() -> Rules.DEFAULT, job -> null, farm.why);
        List<Change> first =
                decisions.decide(again, new Tick(), new Moment(farm.millis, 7)).changes();
        assertThat(first).hasAtLeastOneElementOfType(Change.DelaysAnchored.class);
        assertThat(first).doesNotHaveAnyElementsOfTypes(Change.WaitsBegun.class);
        first.forEach(again::apply);
        assertThat(decisions
                        .decide(again, new Tick(), new Moment(farm.millis, 8))
                        .changes())
                .isEmpty();
        assertThat(requireNonNull(again.findJob(waiting.id())).waiting().points())
                .isEqualTo(2);
    }
}
