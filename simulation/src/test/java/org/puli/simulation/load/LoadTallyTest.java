package org.puli.simulation.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadTallyTest {
    private final LoadTally tally = new LoadTally();

    @Test
    void aWaitThatBeganBeforeTheCountingIsNoneOfIt() {
        tally.waited(System.nanoTime(), System.nanoTime());
        long before = System.nanoTime();
        tally.reset();
        tally.waited(before - 1, before + 11_000_000_000L);
        assertThat(tally.endToNextStart().quantiles().count()).isZero();
        long since = System.nanoTime();
        tally.waited(since, since + 3_000_000);
        assertThat(tally.endToNextStart().quantiles()).isEqualTo(new Latencies.Quantiles(3, 3, 3, 1));
    }
}
