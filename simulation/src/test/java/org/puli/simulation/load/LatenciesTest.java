package org.puli.simulation.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void nothingMeasuredStandsOutNowhere() {
        assertThat(latencies.quantiles()).isEqualTo(new Latencies.Quantiles(0, 0, 0, 0));
    }

    @Test
    void theSameDurationsAreToldInEitherUnitToAHundredth() {
        for (int i = 1; i <= 200; i++) {
            latencies.add(i * 1_234L);
        }
        assertThat(latencies.micros()).isEqualTo(new Latencies.Quantiles(124.63, 245.57, 246.8, 200));
        assertThat(latencies.quantiles()).isEqualTo(new Latencies.Quantiles(0.12, 0.25, 0.25, 200));
    }

    @Test
    void whatWasForgottenCountsNoMore() {
        latencies.add(5_000_000);
        latencies.clear();
        latencies.add(1_000_000);
        assertThat(latencies.quantiles()).isEqualTo(new Latencies.Quantiles(1, 1, 1, 1));
    }
}
