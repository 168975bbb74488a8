package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
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

    private static List<Integer> targets(CommandPairs pairs, int index) {
        TreeSet<Integer> found = new TreeSet<>();
        pairs.forEachTarget(index, found::add);
        return List.copyOf(found);
    }

    private static List<Integer> waiting(CommandPairs pairs, int index) {
        TreeSet<Integer> found = new TreeSet<>();
        pairs.forEachWaiting(index, found::add);
        return List.copyOf(found);
    }

    @Test
    void framesFindFramesWhateverTheChunks() {
        CommandPairs pairs = new CommandPairs(task("1-10", 5), task("1-10", 3), By.FRAME, 0);
        assertThat(targets(pairs, 0)).containsExactly(0, 1);
        assertThat(targets(pairs, 1)).containsExactly(1, 2, 3);
        assertThat(waiting(pairs, 1)).containsExactly(0, 1);
        assertThat(waiting(pairs, 3)).containsExactly(1);
    }

    @Test
    void anOffsetIsAddedToTheFrame() {
        CommandPairs before = new CommandPairs(task("1-4", 1), task("1-4", 1), By.FRAME, -1);
        assertThat(targets(before, 0)).isEmpty();
        assertThat(targets(before, 3)).containsExactly(2);
        assertThat(waiting(before, 3)).isEmpty();
        assertThat(waiting(before, 2)).containsExactly(3);
    }

    @Test
    void framesThatTheOtherDoesNotHaveAreLeftOut() {
        CommandPairs pairs = new CommandPairs(task("1-8", 2), task("2-8x4", 1), By.FRAME, 0);
        assertThat(IntStream.range(0, 4).mapToObj(i -> targets(pairs, i)))
                .containsExactly(List.of(0), List.of(), List.of(1), List.of());
    }

    @Test
    void placesFindPlaces() {
        CommandPairs pairs = new CommandPairs(task("1-4", 1), task("11-13", 1), By.COMMAND, 1);
        assertThat(IntStream.range(0, 4).mapToObj(i -> targets(pairs, i)))
                .containsExactly(List.of(1), List.of(2), List.of(), List.of());
        assertThat(IntStream.range(0, 3).mapToObj(i -> waiting(pairs, i)))
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
                    assertThat(targets(pairs, i).contains(j))
                            .isEqualTo(waiting(pairs, j).contains(i));
                }
            }
        }
    }

    private static String range(Random random) {
        int first = random.nextInt(9) - 4;
        return first + "-" + (first + random.nextInt(9)) + "x" + (1 + random.nextInt(3)) + ",20";
    }
}
