package org.puli.simulation.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static Figures run(int speed, double p50, long pid) {
        return Figures.of(Map.of("speed", speed, "delay", Map.of("p50", p50), "serverPid", pid, "disk", "ext4"));
    }

    @Test
    void whatWasMeasuredIsTheMiddleOfTheRunsAndTheRestIsTheLast() {
        Figures middle = Figures.medians(List.of(run(10, 3.5, 101), run(30, 1.5, 102), run(20, 2.5, 103)));
        assertThat(middle.tree())
                .containsEntry("speed", 20)
                .containsEntry("delay", Map.of("p50", 2.5))
                .containsEntry("serverPid", 103)
                .containsEntry("disk", "ext4");
        assertThat((List<?>) middle.tree().get("runs")).hasSize(3);
    }

    @Test
    void aSingleRunStandsForItself() {
        assertThat(Figures.medians(List.of(run(10, 3.5, 101))).tree()).doesNotContainKey("runs");
    }

    @Test
    void theTableNamesFiguresInWords() {
        assertThat(run(10, 3.5, 101).table().lines())
                .anySatisfy(line -> assertThat(line).matches("delay: p50 +3\\.5"))
                .anySatisfy(line -> assertThat(line).matches("server pid +101"));
    }
}
