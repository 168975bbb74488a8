package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.puli.simulation.StandbySimulation.Seen;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.fault.FaultPlan;
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
        Set<Fault> struck = new HashSet<>();
        all.forEach(seen -> struck.addAll(seen.faults().keySet()));
        assertThat(struck).containsAll(FaultPlan.OF_SERVER);
        assertThat(all).anyMatch(seen -> seen.refusals() > 0).anyMatch(seen -> seen.losses() > 0);
    }
}
