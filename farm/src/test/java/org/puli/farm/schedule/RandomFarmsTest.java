package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.RandomDay;
import org.puli.farm.Worker;

/** Small random farms live through random days; every single choice of the planner is held against the plain rules. */
class RandomFarmsTest {
    private static final int FARMS = 700;
    private static final int STEPS = 60;

    @Test
    void everyChoiceIsTheOneThatThePlainRulesMake() {
        long starts = 0;
        for (long seed = 1; seed <= FARMS; seed++) {
            starts += new Day(seed).live();
        }
        assertThat(starts).isGreaterThan(20_000);
    }

    /** One farm and what happens to it. */
    private static final class Day {
        private final RandomDay day;
        private final FarmFixture fixture;
        private final PlainPlanner plain;
        private final String name;

        Day(long seed) {
            day = new RandomDay(seed, 12);
            fixture = day.fixture;
            plain = new PlainPlanner(fixture.farm);
            name = "seed " + seed;
        }

        long live() {
            long starts = 0;
            for (int step = 0; step < STEPS; step++) {
                day.happen();
                starts += plan(1 + day.draw(20));
                checkLimits();
            }
            plan(Integer.MAX_VALUE);
            checkReasons();
            // A planner that starts now and looks at the same farm sees the same.
            assertThat(new AssignmentPlanner(Farm.load(fixture.farm.rows(1))).findNext())
                    .as(name)
                    .isNull();
            return starts;
        }

        /** Makes so many choices at most, as a turn of the loop does. */
        private int plan(int limit) {
            for (int starts = 0; starts < limit; starts++) {
                Assignment next = fixture.planner.findNext();
                check(next);
                if (next == null) {
                    return starts;
                }
                fixture.start(next);
            }
            return limit;
        }

        private void check(@Nullable Assignment next) {
            Job job = plain.findNextJob();
            assertThat(next == null ? null : next.task().job().id()).as(name).isEqualTo(job == null ? null : job.id());
            if (next != null && job != null) {
                assertThat(plain.startable(job)).as(name).contains(next.task());
                assertThat(next.index()).isEqualTo(next.task().nextIndex());
                assertThat(next.worker())
                        .as(name)
                        .isSameAs(plain.findWorker(job, next.task().need()));
            }
        }

        private void checkLimits() {
            for (Worker worker : fixture.farm.workers()) {
                assertThat(worker.freeMilliCores()).as(name).isNotNegative();
                assertThat(worker.freeMemoryBytes()).as(name).isNotNegative();
            }
            for (License license : fixture.farm.licenses()) {
                assertThat(license.used()).as(name).isNotNegative();
            }
            for (Job job : fixture.farm.jobs()) {
                assertThat(job.leaseCount()).as(name).isBetween(0, job.maxWorkers());
            }
        }

        /** When nothing can start any more, no job may claim that it is about to. */
        private void checkReasons() {
            for (Job job : fixture.farm.jobs()) {
                WaitingReason reason = fixture.reasons.of(job);
                assertThat(reason).as(name + " job " + job.id()).isNotEqualTo(WaitingReason.STARTING);
                boolean waits = job.counts().ready() > 0
                        && job.counts().assigned() + job.counts().running() == 0;
                if (waits) {
                    assertThat(reason).as(name + " job " + job.id()).isNotNull();
                }
            }
        }
    }
}
