package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import org.junit.jupiter.api.Test;
import org.puli.api.sync.EndedRun;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.Target;

/** The weights of all that compete, as they come and go. */
class TurnsTest {
    private final FarmFixture farm = farm().workers(1, 1);
    private final Job light = farm.submit(job(50, 0.5, frames("a", "1-9")));
    private final Job heavy = farm.submit(job(50, 3, frames("a", "1-9")));

    private double all() {
        return farm.farm.turns().with(light);
    }

    @Test
    void whoHasSomethingToStartOrRunningCounts() {
        assertThat(all()).isEqualTo(3.5);
        farm.submit(job(50, 0.25, frames("a", "1")));
        assertThat(all()).isEqualTo(3.75);
    }

    @Test
    void whoIsHeldBackDoesNotCount() {
        farm.ask(new PauseJob(heavy.id()));
        assertThat(all()).isEqualTo(0.5);
        farm.ask(new ResumeJob(new Target.WholeJob(heavy.id()), false));
        assertThat(all()).isEqualTo(3.5);
    }

    @Test
    void whoIsOverDoesNotCount() {
        farm.ask(new CancelJob(heavy.id()));
        assertThat(all()).isEqualTo(0.5);
        Job last = farm.submit(job(90, 2, frames("a", "1")));
        farm.plan();
        assertThat(all()).isEqualTo(2.5);
        farm.end(last.tasks().getFirst().commandId(0).value(), EndedRun.Outcome.DONE);
        assertThat(all()).isEqualTo(0.5);
    }

    @Test
    void theSumIsNeverLessThanOneOfItsParts() {
        farm.ask(new PauseJob(heavy.id()));
        assertThat(farm.farm.turns().with(heavy)).isEqualTo(3);
    }

    @Test
    void whoLeavesTheFarmTakesItsWeightAlong() {
        farm.farm.remove(heavy);
        assertThat(all()).isEqualTo(0.5);
    }
}
