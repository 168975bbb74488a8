package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.limited;

import org.junit.jupiter.api.Test;
import org.puli.api.PoolName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.Person;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Target;

class AgeBoostTest {
    private static final long HOUR = 3_600_000;

    private final FarmFixture farm = FarmFixture.farm().workers(1);

    private void boost(double points) {
        farm.ask(new EditPool(PoolSpec.plain(JobSpec.DEFAULT_POOL).withAgeBoost(points)));
    }

    /** A job that has all of the farm, so that whoever comes after it waits. */
    private Job busy() {
        Job job = farm.submit(job(90, 1, frames("busy", "1-999")));
        assertThat(farm.plan()).hasSize(1);
        return job;
    }

    private Job waiting(int priority) {
        Job job = farm.submit(job(priority, 1, frames("late", "1-99")));
        farm.plan();
        farm.passHeard(0);
        return job;
    }

    private void endBusy() {
        farm.end(farm.worker("w1").leases().getFirst().id().value(), Outcome.DONE);
    }

    @Test
    void withoutABoostWaitingChangesNothing() {
        busy();
        Job job = waiting(10);
        farm.passHeard(1_000 * HOUR);
        assertThat(job.effectivePriority()).isEqualTo(10);
        assertThat(job.row().waitingSince()).isZero();
    }

    @Test
    void eachHourOfWaitingLiftsByThePointsOfThePoolWithoutAnEnd() {
        boost(2.5);
        busy();
        Job job = waiting(10);
        farm.passHeard(HOUR * 2 / 5 - 1);
        assertThat(job.effectivePriority()).isEqualTo(10);
        farm.passHeard(1);
        assertThat(job.effectivePriority()).isEqualTo(11);
        farm.passHeard(10 * HOUR);
        assertThat(job.effectivePriority()).isEqualTo(36);
        farm.passHeard(1_000 * HOUR);
        assertThat(job.effectivePriority()).isEqualTo(2_536);
        int changes = farm.changes.size();
        farm.pass(1);
        assertThat(farm.changes.subList(changes, farm.changes.size())).noneMatch(Change.JobLifted.class::isInstance);
    }

    @Test
    void aStartUsesTheLiftUpAndTheWaitCountsAnew() {
        boost(10);
        Job busy = busy();
        Job job = waiting(10);
        farm.passHeard(8 * HOUR - 1);
        endBusy();
        assertThat(farm.plan()).hasSize(1);
        assertThat(busy.leaseCount()).isEqualTo(1);
        farm.passHeard(1);
        assertThat(job.effectivePriority()).isEqualTo(90);
        // Just as high now, and it holds nothing and was never served.
        endBusy();
        assertThat(farm.plan()).hasSize(1);
        assertThat(job.leaseCount()).isEqualTo(1);
        assertThat(job.effectivePriority()).isEqualTo(10);
        farm.passHeard(HOUR);
        assertThat(job.effectivePriority()).isEqualTo(10);
        farm.passHeard(HOUR);
        assertThat(job.effectivePriority()).isEqualTo(20);
    }

    @Test
    void onlyTimeInWhichItCouldStartCounts() {
        boost(1);
        busy();
        Job job = waiting(10);
        farm.passHeard(5 * HOUR);
        assertThat(job.waiting().points()).isEqualTo(5);
        farm.ask(new PauseJob(job.id()));
        assertThat(job.waiting().points()).isZero();
        farm.passHeard(5 * HOUR);
        assertThat(job.waiting().points()).isZero();
        farm.ask(new ResumeJob(job.id()));
        farm.passHeard(0);
        farm.passHeard(2 * HOUR);
        assertThat(job.waiting().points()).isEqualTo(2);
        Target task = new Target.NodeOfJob(job.id(), "late");
        farm.ask(new PauseJob(task, Running.GOES_ON, false));
        farm.passHeard(HOUR);
        assertThat(job.waiting().isCounting()).isFalse();
        farm.ask(new ResumeJob(task, false));
        assertThat(job.waiting().isCounting()).isTrue();
        farm.ask(new CancelJob(job.id()));
        assertThat(job.waiting().isCounting()).isFalse();
    }

    @Test
    void aJobAtItsOwnMaximumWaitsForNobody() {
        boost(1);
        Job job = farm.submit(limited(1, frames("a", "1-9"), frames("b", "1", after("a"))));
        farm.plan();
        farm.passHeard(5 * HOUR);
        assertThat(job.leaseCount()).isEqualTo(1);
        assertThat(job.waiting().isCounting()).isFalse();
        endBusy();
        assertThat(job.waiting().isCounting()).isTrue();
    }

    @Test
    void anotherBoostCountsForWhatIsWaitedAlready() {
        boost(1);
        busy();
        Job job = waiting(10);
        farm.passHeard(5 * HOUR + HOUR / 2);
        boost(4);
        assertThat(job.waiting().points()).isEqualTo(20);
        farm.passHeard(0);
        assertThat(job.waiting().points()).isEqualTo(22);
        boost(0.5);
        farm.passHeard(0);
        assertThat(job.waiting().points()).isEqualTo(2);
        boost(0);
        assertThat(job.waiting().points()).isZero();
        assertThat(job.row().waitingSince()).isZero();
        farm.passHeard(5 * HOUR);
        assertThat(job.waiting().points()).isZero();
    }

    @Test
    void aPoolThatCountsNothingTakesTheLiftAway() {
        boost(1);
        busy();
        PoolName night = new PoolName("night");
        farm.ask(new CreatePool(PoolSpec.plain(night)));
        Job job = waiting(10);
        farm.passHeard(5 * HOUR);
        JobSpec spec = job.spec();
        JobSpec moved = new JobSpec(
                1,
                spec.name(),
                spec.owner(),
                night,
                10,
                1,
                0,
                spec.tags(),
                false,
                spec.settings(),
                spec.tasks(),
                spec.groups(),
                spec.strategy());
        farm.ask(new EditJob(new Target.WholeJob(job.id()), spec, moved, "", ""));
        assertThat(job.effectivePriority()).isEqualTo(10);
        farm.ask(new CancelJob(job.id()));
        farm.ask(new DeleteJob(job.id()));
        farm.passHeard(5 * HOUR);
    }

    @Test
    void aRestartKeepsTheLiftAndBringsItAtMostUpToTheNextPoint() {
        boost(1);
        busy();
        Job job = waiting(10);
        farm.passHeard(5 * HOUR + HOUR / 2);
        assertThat(pointsAfter(job, HOUR / 4, 0)).isEqualTo(5);
        assertThat(pointsAfter(job, HOUR / 4, HOUR / 4 - 1)).isEqualTo(5);
        assertThat(pointsAfter(job, HOUR / 4, HOUR / 4)).isEqualTo(6);
        // The wall clock was set on by years, and back by years.
        assertThat(pointsAfter(job, 100_000 * HOUR, 0)).isEqualTo(6);
        assertThat(pointsAfter(job, 100_000 * HOUR, HOUR - 1)).isEqualTo(6);
        assertThat(pointsAfter(job, -100_000 * HOUR, HOUR - 1)).isEqualTo(5);
        assertThat(pointsAfter(job, -100_000 * HOUR, HOUR)).isEqualTo(6);
    }

    /** Loads the farm at another wall time, with a clock that never jumps from 7, and looks twice. */
    private int pointsAfter(Job job, long wallStep, long more) {
        Farm again = Farm.load(farm.farm.rows(1));
        assertThat(again.rows(1)).isEqualTo(farm.farm.rows(1));
        Job same = requireNonNull(again.findJob(job.id()));
        assertThat(same.effectivePriority()).isEqualTo(job.effectivePriority());
        assertThat(again.deadlines().hasUnanchored()).isTrue();
        again.apply(new Change.DelaysAnchored(farm.millis + wallStep, 7, 1));
        again.deadlines().lifts().due(new Moment(0, 7 + more)).forEach(again::apply);
        return same.waiting().points();
    }

    @Test
    void theExplanationAndTheAuditSaySo() {
        boost(2);
        busy();
        Job job = waiting(10);
        farm.passHeard(0);
        assertThat(farm.why.ofJob(job).answer()).doesNotContain("lifted");
        farm.passHeard(12 * HOUR);
        assertThat(farm.why.ofJob(job).answer())
                .contains("1 job comes before it; its wait has lifted it from priority 10 to 34");
        assertThat(farm.why.ofCommand(job.tasks().getFirst(), 0).answer()).contains("from priority 10 to 34");
        farm.ask(new FromPerson<>(
                new Person("bea", null),
                new EditPool(PoolSpec.plain(JobSpec.DEFAULT_POOL).withAgeBoost(0.25))));
        assertThat(farm.changes.getLast()).isInstanceOfSatisfying(Change.Audited.class, audited -> {
            assertThat(audited.row().before()).contains("age boost 2.0");
            assertThat(audited.row().after()).contains("age boost 0.25");
        });
    }

    /** How many starts others get until the job has one; every hour as much comes in as ten workers can take. */
    private int startsBefore(Job job, int rival, int most) {
        int starts = 0;
        for (int hour = 0; hour < most; hour++) {
            for (int i = 0; i < 10; i++) {
                farm.submit(job(rival, 1, frames("rival", "1")));
                farm.passHeard(HOUR / 10);
                endBusy();
                starts += farm.plan().size();
                if (job.leaseCount() > 0) {
                    return starts;
                }
            }
        }
        return -1;
    }

    @Test
    void underAnEndlessStreamOfHigherPriorityALowJobStartsInBoundedTime() {
        // One command only, so that as much comes in as can run and no rival has to wait for long.
        farm.submit(job(90, 1, frames("busy", "1")));
        farm.plan();
        Job starving = waiting(10);
        assertThat(startsBefore(starving, 90, 100)).isEqualTo(-1);
        boost(8);
        farm.passHeard(0);
        // Eighty points are ten hours of ten starts each. The busy job takes its part of these, so rivals wait, too,
        // and
        // are lifted as well.
        assertThat(startsBefore(starving, 90, 100)).isBetween(100, 150);
    }

    @Test
    void evenAgainstTheHighestPriorityEveryWeightStartsInBoundedTime() {
        boost(50);
        busy();
        for (double weight : new double[] {0.001, 1, 1_000}) {
            Job low = farm.submit(job(0, weight, frames("low", "1-9")));
            farm.passHeard(0);
            assertThat(startsBefore(low, 100, 100)).as("weight " + weight).isBetween(1, 200);
        }
    }
}
