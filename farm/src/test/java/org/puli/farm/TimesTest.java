package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.view.WaitingReason;
import org.puli.farm.change.Change;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.row.FarmRows;

/** Work that does not start before a time. */
class TimesTest {
    private static final long HOUR = 3_600_000;
    private final FarmFixture farm = FarmFixture.farm().workers(1, 8);

    private static Dependency at(long millis) {
        return new Dependency.Time(Instant.ofEpochMilli(millis), null);
    }

    private static Dependency later(long millis) {
        return new Dependency.Time(null, Duration.ofMillis(millis));
    }

    private void checkLoad() {
        FarmRows rows = farm.farm.rows(1);
        Farm loaded = Farm.load(rows);
        assertThat(loaded.rows(1)).isEqualTo(rows);
        assertThat(loaded.counts()).isEqualTo(farm.farm.counts());
        assertThat(loaded.deadlines().dueTimes(new Moment(Long.MAX_VALUE, 0)))
                .isEqualTo(farm.farm.deadlines().dueTimes(new Moment(Long.MAX_VALUE, 0)));
    }

    @Test
    void aJobWaitsUntilItsTime() {
        Job job = farm.submit(job(frames("t", "1")).withAfter(List.of(at(farm.millis + HOUR))));
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.NOT_YET);
        assertThat(farm.why.ofJob(job).answer()).contains("waits for " + Instant.ofEpochMilli(farm.millis + HOUR));
        farm.passHeard(HOUR - 1);
        assertThat(job.counts().blocked()).isEqualTo(1);
        checkLoad();
        farm.passHeard(1);
        assertThat(job.counts().ready()).isEqualTo(1);
        checkLoad();
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aDelayCountsFromTheSubmit() {
        farm.pass(5_000);
        Job job = farm.submit(job(frames("t", "1", later(HOUR))));
        assertThat(farm.why.ofJob(job).answer())
                .contains("1h after its submit, " + Instant.ofEpochMilli(farm.millis + HOUR));
        farm.passHeard(HOUR - 1);
        assertThat(job.counts().blocked()).isEqualTo(1);
        farm.passHeard(1);
        assertThat(job.counts().ready()).isEqualTo(1);
        checkLoad();
    }

    @Test
    void aTimeThatIsOverIsNoHindrance() {
        Job job = farm.submit(job(frames("t", "1", at(farm.millis - HOUR), later(0))));
        farm.pass(0);
        assertThat(job.counts().ready()).isEqualTo(1);
        checkLoad();
    }

    @Test
    void allOfThemHaveToCome() {
        Job job = farm.submit(job(frames("a", "1", at(farm.millis + HOUR), at(farm.millis + 2 * HOUR)))
                .withAfter(List.of(later(3 * HOUR))));
        for (int i = 1; i < 3; i++) {
            farm.passHeard(HOUR);
            assertThat(job.counts().blocked()).isEqualTo(1);
            checkLoad();
        }
        assertThat(requireNonNull(job.findNode("a")).missing()).isEmpty();
        assertThat(job.missing()).containsExactly(later(3 * HOUR));
        farm.passHeard(HOUR);
        assertThat(job.counts().ready()).isEqualTo(1);
        checkLoad();
    }

    @Test
    void aTimeThatHasComeStaysSoThoughTheClockIsSetBack() {
        Job job = farm.submit(job(frames("t", "1", later(HOUR))));
        farm.passHeard(HOUR);
        farm.wallStep = -2 * HOUR;
        farm.pass(0);
        assertThat(job.counts().ready()).isEqualTo(1);
        checkLoad();
    }

    @Test
    void eachTimeComesOnceAndADeletedJobHasNone() {
        farm.submit(job(frames("t", "1", later(HOUR), later(HOUR))));
        farm.submit(job(frames("t", "1", later(HOUR))));
        farm.ask(new DeleteJob(new JobId(2)));
        farm.passHeard(HOUR).passHeard(HOUR);
        assertThat(farm.changes)
                .filteredOn(change -> change instanceof Change.TimeCome)
                .hasSize(2);
        assertThat(farm.farm.deadlines().dueTimes(new Moment(Long.MAX_VALUE, 0)))
                .isEmpty();
    }
}
