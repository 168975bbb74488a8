package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatTest {
    /** All together a hundred times a second, and three times within the silence that would make one lost. */
    @ParameterizedTest
    @CsvSource({
        "0, 5000",
        "1, 5000",
        "500, 5000",
        "501, 5010",
        "800, 8000",
        "1000, 10000",
        "1001, 10000",
        "10000, 10000"
    })
    void largeFarmsReportMoreRarely(int workers, long millis) {
        assertThat(new Rules(30_000, 5_000).heartbeatMillis(workers)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "10000, 5000"})
    void nobodyReportsMoreOftenThanIsSet(int workers, long millis) {
        assertThat(new Rules(9_000, 5_000).heartbeatMillis(workers)).isEqualTo(millis);
    }
}
