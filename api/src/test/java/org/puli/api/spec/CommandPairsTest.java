package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.Dependency.By;

class CommandPairsTest {
    private static TaskSpec task(String frames, int chunk) {
        return new TaskSpec(
                "t",
                new CommandLine(List.of("x"), false),
                FrameRange.parse(frames),
                chunk,
                List.of(),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT);
    }

    private static List<Integer> of(BitSet bits) {
        return bits.stream().boxed().toList();
    }

    @Test
    void framesFindFramesWhateverTheChunks() {
        CommandPairs pairs = new CommandPairs(task("1-10", 5), task("1-10", 3), By.FRAME, 0);
        assertThat(of(pairs.targetsOf(0))).containsExactly(0, 1);
        assertThat(of(pairs.targetsOf(1))).containsExactly(1, 2, 3);
        assertThat(of(pairs.waitingFor(1))).containsExactly(0, 1);
        assertThat(of(pairs.waitingFor(3))).containsExactly(1);
    }

    @Test
    void anOffsetIsAddedToTheFrame() {
        CommandPairs before = new CommandPairs(task("1-4", 1), task("1-4", 1), By.FRAME, -1);
        assertThat(of(before.targetsOf(0))).isEmpty();
        assertThat(of(before.targetsOf(3))).containsExactly(2);
        assertThat(of(before.waitingFor(3))).isEmpty();
        assertThat(of(before.waitingFor(2))).containsExactly(3);
    }

    @Test
    void framesThatTheOtherDoesNotHaveAreLeftOut() {
        CommandPairs pairs = new CommandPairs(task("1-8", 2), task("2-8x4", 1), By.FRAME, 0);
        assertThat(IntStream.range(0, 4).mapToObj(i -> of(pairs.targetsOf(i))))
                .containsExactly(List.of(0), List.of(), List.of(1), List.of());
    }

    @Test
    void placesFindPlaces() {
        CommandPairs pairs = new CommandPairs(task("1-4", 1), task("11-13", 1), By.COMMAND, 1);
        assertThat(IntStream.range(0, 4).mapToObj(i -> of(pairs.targetsOf(i))))
                .containsExactly(List.of(1), List.of(2), List.of(), List.of());
        assertThat(IntStream.range(0, 3).mapToObj(i -> of(pairs.waitingFor(i))))
                .containsExactly(List.of(), List.of(0), List.of(1));
    }

    @Test
    void bothWaysTellTheSame() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            CommandPairs pairs = new CommandPairs(
                    task(range(random), 1 + random.nextInt(4)),
                    task(range(random), 1 + random.nextInt(4)),
                    random.nextBoolean() ? By.FRAME : By.COMMAND,
                    random.nextInt(7) - 3);
            for (int i = 0; i < pairs.from().commandCount(); i++) {
                for (int j = 0; j < pairs.to().commandCount(); j++) {
                    assertThat(pairs.targetsOf(i).get(j))
                            .isEqualTo(pairs.waitingFor(j).get(i));
                }
            }
        }
    }

    private static String range(Random random) {
        int first = random.nextInt(9) - 4;
        return first + "-" + (first + random.nextInt(9)) + "x" + (1 + random.nextInt(3)) + ",20";
    }
}
