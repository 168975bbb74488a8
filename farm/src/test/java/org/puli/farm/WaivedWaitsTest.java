package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.after;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Dependency;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Target;
import org.puli.farm.row.FarmRows;

/** Times and files that a person does not want to be waited for any longer. */
class WaivedWaitsTest {
    private static final Dependency LATER = new Dependency.Time(null, Duration.ofHours(2));
    private static final Dependency FILE = new Dependency.File("/shows/ready");

    private final FarmFixture farm = FarmFixture.farm().workers(1, 8);

    private static ResumeJob now(Job job, String node) {
        return new ResumeJob(new Target.NodeOfJob(job.id(), node), false, true);
    }

    private static ResumeJob now(Job job) {
        return new ResumeJob(new Target.WholeJob(job.id()), false, true);
    }

    private void assertStored() {
        FarmRows rows = farm.farm.rows(1);
        assertThat(Farm.load(rows).rows(1)).isEqualTo(rows);
        assertThat(Farm.load(rows).counts()).isEqualTo(farm.farm.counts());
    }

    @Test
    void aJobGoesOnWithoutItsTimesAndFilesAndThoseOfItsTasks() {
        Job job =
                farm.submit(job(frames("a", "1", LATER, FILE), frames("b", "1")).withAfter(List.of(FILE)));
        assertThat(job.counts().blocked()).isEqualTo(2);
        farm.ask(now(job));
        assertThat(job.counts().ready()).isEqualTo(2);
        assertThat(farm.farm.deadlines().dueTimes(new Moment(Long.MAX_VALUE, 0)))
                .isEmpty();
        assertStored();
        assertThat(farm.plan()).hasSize(2);
    }

    @Test
    void onlyWhatIsNamedGoesOn() {
        Job job = farm.submit(job(frames("a", "1", LATER), frames("b", "1", LATER)));
        farm.ask(now(job, "a"));
        assertThat(job.counts().ready()).isEqualTo(1);
        assertThat(job.counts().blocked()).isEqualTo(1);
        farm.ask(now(job, "a"));
        assertStored();
    }

    @Test
    void otherWorkIsWaitedForAllTheSame() {
        Job job = farm.submit(job(frames("a", "1"), frames("b", "1", LATER, after("a"))));
        farm.ask(now(job, "b"));
        assertThat(job.counts().blocked()).isEqualTo(1);
        assertStored();
    }

    @Test
    void whoAsksWhyIsToldHowToGoOn() {
        Job job = farm.submit(job(frames("a", "1", LATER), frames("b b", "1", FILE)));
        assertThat(farm.why.ofJob(job).advice()).isEqualTo("puli job resume 1 --task a --now");
        farm.ask(now(job, "a"));
        farm.plan();
        assertThat(farm.why.ofJob(job).advice()).isEqualTo("puli job resume 1 --task 2 --now");
        farm.ask(new PauseJob(new Target.NodeOfJob(job.id(), "b b"), Running.GOES_ON, false));
        assertThat(farm.why.ofJob(job).advice()).isEqualTo("puli job resume 1 --task 2");
        Job whole = farm.submit(job(frames("a", "1")).withAfter(List.of(LATER)));
        assertThat(farm.why.ofCommand(whole.tasks().getFirst(), 0).advice()).isEqualTo("puli job resume 2 --now");
        farm.ask(now(whole));
        farm.plan();
        assertThat(farm.why.ofJob(whole).advice()).isNull();
    }

    @Test
    void withoutTheWordNothingOfThatChanges() {
        Job job = farm.submit(job(frames("a", "1", LATER)));
        farm.ask(new ResumeJob(job.id()));
        assertThat(job.counts().blocked()).isEqualTo(1);
    }
}
