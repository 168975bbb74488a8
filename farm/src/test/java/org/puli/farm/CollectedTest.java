package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectedTest {
    private final Collected<Integer> collected = new Collected<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 10, 100})
    void allAreTakenOnceInTheOrderInWhichTheyCame(int count) {
        for (int round = 0; round < 3; round++) {
            IntStream.range(0, count).forEach(collected::add);
            IntStream.range(0, count).forEach(collected::add);
            assertThat(collected.isEmpty()).isEqualTo(count == 0);
            Collection<Integer> taken = collected.take();
            assertThat(collected.isEmpty()).isTrue();
            assertThat(collected.take()).isEmpty();
            collected.add(1_000);
            assertThat(taken)
                    .as("what was taken does not change")
                    .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
            assertThat(collected.take()).containsExactly(1_000);
        }
    }
}
