package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.simulation.StandbySimulation.Seen;
import org.puli.simulation.time.Trace;

/** Two dispatchers over one database: fresh seeds each time. */
class StandbySimulationTest {
    private static final int SEEDS = 60;

    @Test
    void whicheverLeadsNothingThatWasAcknowledgedIsLostAndNothingHappensTwice() {
        SilentLog.begin();
        long first = new SecureRandom().nextLong(1, Long.MAX_VALUE / 2);
        List<Seen> all = new ArrayList<>();
        for (long seed = first; seed < first + SEEDS; seed++) {
            try {
                all.add(StandbySimulation.run(seed, Trace.silent()));
            } catch (RuntimeException | AssertionError e) {
                fail("./puli simulate --standby --seed " + seed, e);
            }
        }
        assertThat(all).anyMatch(seen -> seen.terms() > 5).anyMatch(seen -> seen.handOvers() > 0);
        assertThat(all.stream().mapToLong(Seen::accepted).sum()).isPositive();
    }
}
