package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryRetryTest {
    private static final long GIGABYTE = 1L << 30;
    private static final MemoryRetry HALF_MORE = new MemoryRetry(1.5, 0);

    @Test
    void aReservationGrowsByItsFactor() {
        assertThat(HALF_MORE.grown(8 * GIGABYTE, 9 * GIGABYTE)).isEqualTo(12 * GIGABYTE);
        assertThat(HALF_MORE.grown(8 * GIGABYTE, 0)).isEqualTo(12 * GIGABYTE);
    }

    @Test
    void itGrowsUntilItHoldsWhatWasUsed() {
        assertThat(HALF_MORE.grown(8 * GIGABYTE, 17 * GIGABYTE)).isEqualTo(18 * GIGABYTE);
        assertThat(HALF_MORE.grown(8 * GIGABYTE, 18 * GIGABYTE)).isEqualTo(18 * GIGABYTE);
        assertThat(HALF_MORE.grown(8 * GIGABYTE, 18 * GIGABYTE + 1)).isEqualTo(27 * GIGABYTE);
    }

    @Test
    void itGrowsToItsEndAndNoFurther() {
        MemoryRetry bounded = new MemoryRetry(2, 10 * GIGABYTE);
        assertThat(bounded.grown(4 * GIGABYTE, 5 * GIGABYTE)).isEqualTo(8 * GIGABYTE);
        assertThat(bounded.grown(8 * GIGABYTE, 9 * GIGABYTE)).isEqualTo(10 * GIGABYTE);
        assertThat(bounded.grown(10 * GIGABYTE, 11 * GIGABYTE)).isZero();
        assertThat(bounded.grown(11 * GIGABYTE, 12 * GIGABYTE)).isZero();
    }

    @Test
    void whereNothingWasReservedWhatWasUsedCountsInWholeGigabytes() {
        assertThat(HALF_MORE.grown(0, 3 * GIGABYTE)).isEqualTo(5 * GIGABYTE);
        assertThat(HALF_MORE.grown(0, 1)).isEqualTo(GIGABYTE);
        assertThat(HALF_MORE.grown(0, 0)).isZero();
    }

    @Test
    void theFactorOneGrowsNothing() {
        assertThat(new MemoryRetry(1, 0).grown(GIGABYTE, 2 * GIGABYTE)).isZero();
    }

    @Test
    void theLeastReservationGrowsByAWholeMegabyteAndTheGreatestUseEnds() {
        assertThat(new MemoryRetry(1.001, 0).grown(1, 2)).isEqualTo(1 << 20);
        assertThat(HALF_MORE.grown(1, 1L << 50))
                .isGreaterThanOrEqualTo(1L << 50)
                .isLessThan(1L << 52);
    }
}
