package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.request.DeleteJob;

/** Within one priority nobody waits for ever, whatever comes after him. */
class NewcomersTest {
    private final FarmFixture farm = FarmFixture.farm().workers(1);

    /** One command runs, of two jobs that compete: one of them is always new. */
    private boolean starts(Job waiting) {
        if (farm.farm.jobs().size() < 2) {
            farm.submit(job(frames("n", "1")));
        }
        List<AttemptRef> started = farm.plan();
        assertThat(started).hasSize(1);
        AttemptRef run = started.getFirst();
        farm.end(run.command().value(), EndedRun.Outcome.DONE);
        Job served = farm.farm.findTask(run.command()).job();
        if (served != waiting) {
            farm.ask(new DeleteJob(served.id()));
        }
        return served == waiting;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.1, 0.02})
    void aSmallWeightStartsUnderAnEndlessStreamOfNewcomers(double weight) {
        Job waiting = farm.submit(job(50, weight, frames("w", "1-9")));
        for (int start = 0; start < 4; start++) {
            int others = 0;
            // All move on by 1 / (1 + weight) with each start, and the next one is due 2 / weight further on.
            while (!starts(waiting)) {
                others++;
                assertThat(others).isLessThan((int) (3 * (1 + weight) / weight) + 3);
            }
        }
    }

    @Test
    void whatCompetesIsKnownAfterARestartToo() {
        Job waiting = farm.submit(job(50, 0.5, frames("w", "1-9")));
        for (int i = 0; i < 20; i++) {
            starts(waiting);
        }
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(loaded.rows(1)).isEqualTo(farm.farm.rows(1));
        assertThat(loaded.numbers().served()).isEqualTo(farm.farm.numbers().served());
    }
}
