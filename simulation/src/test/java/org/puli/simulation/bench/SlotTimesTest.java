package org.puli.simulation.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.puli.simulation.load.Latencies.Quantiles;

class SlotTimesTest {
    private static SlotTimes times(long[] starts, long... ends) {
        return new SlotTimes(starts, ends);
    }

    @Test
    void aCommandFollowsTheOneThatEndedFirst() {
        SlotTimes times = times(new long[] {40, 0, 13, 0}, 50, 10, 30, 25);
        Quantiles gaps = times.gaps(2);
        assertThat(gaps.count()).isEqualTo(2);
        assertThat(gaps.max())
                .as("from 25 to 40; the other one is from 10 to 13")
                .isEqualTo(15);
    }

    @Test
    void fewerCommandsThanSlotsHaveNoGap() {
        assertThat(times(new long[] {0, 1}, 5, 6).gaps(8).count()).isZero();
    }

    @Test
    void theFirstOnesAreCountedFromTheFirstStart() {
        SlotTimes times = times(new long[] {1_000, 1_000, 1_250, 1_500}, 1_250, 1_500, 1_500, 9_000);
        assertThat(times.perSecondOfFirst(3)).isEqualTo(6);
        assertThat(times.perSecondOfFirst(100)).isEqualTo(0.5);
        assertThat(times(new long[0]).perSecondOfFirst(100)).isZero();
    }
}
