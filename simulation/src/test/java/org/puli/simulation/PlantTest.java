package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.simulation.fault.Plant;

/** Mistakes that are planted are found: a simulation that finds nothing proves nothing. */
class PlantTest {
    private static final int MOST_SEEDS = 300;

    @BeforeAll
    static void silenceTheLog() {
        SilentLog.begin();
    }

    @ParameterizedTest
    @EnumSource(value = Plant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedMistakeIsFound(Plant plant) throws InterruptedException {
        Campaign[] campaign = new Campaign[1];
        campaign[0] = new Campaign(plant, 2, result -> {
            if (result.failure() != null) {
                campaign[0].stop();
            }
        });
        List<Long> seeds = LongStream.rangeClosed(1, MOST_SEEDS).boxed().toList();
        Summary summary = campaign[0].run(seeds);
        assertThat(summary.failures()).isNotEmpty();
        summary.failures()
                .forEach((seed, failure) ->
                        System.out.println(plant.word() + " is found by seed " + seed + ": " + failure.what()));
    }
}
