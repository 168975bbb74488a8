package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CpuPinsTest {
    @Test
    void aListOfNumbersAndRangesIsRead() {
        assertThat(CpuPins.parse("0-3,8,10-11")).containsExactly(0, 1, 2, 3, 8, 10, 11);
        assertThat(CpuPins.parse("5")).containsExactly(5);
    }

    @Test
    void theWorkersOwnProcessorsAreThoseOfTheMachine() throws IOException {
        assertThat(CpuPins.ofThisWorker().take(1_000))
                .hasSize(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void twoNeverShareAProcessorWhileThereAreOthers() {
        CpuPins pins = new CpuPins(0, 1, 4, 5);
        assertThat(pins.take(1)).containsExactly(0);
        List<Integer> two = pins.take(2);
        assertThat(two).containsExactly(1, 4);
        assertThat(pins.take(1)).containsExactly(5);
        assertThat(pins.take(1)).as("all are taken, so the first is shared").containsExactly(0);
        pins.giveBack(two);
        assertThat(pins.take(2)).containsExactly(1, 4);
    }

    @Test
    void aPartOfACoreIsAWholeProcessorAndMoreThanThereAreIsAll() {
        CpuPins pins = new CpuPins(0, 1, 2);
        assertThat(pins.take(0.25)).containsExactly(0);
        assertThat(pins.take(1.5)).containsExactly(1, 2);
        assertThat(pins.take(64)).containsExactly(0, 1, 2);
        assertThat(new CpuPins(0, 1, 2).take(2.0000000001)).containsExactly(0, 1);
    }

    @Test
    void noneAtAllIsAFault() {
        assertThatThrownBy(CpuPins::new).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverComesAndGoesNobodySharesWhileThereIsRoomForAll() {
        Random chance = new Random(7);
        CpuPins pins = new CpuPins(0, 1, 2, 3, 4, 5, 6, 7);
        List<List<Integer>> held = new ArrayList<>();
        for (int round = 0; round < 5_000; round++) {
            int used = held.stream().mapToInt(List::size).sum();
            int wanted = 1 + chance.nextInt(4);
            if (used + wanted <= 8) {
                List<Integer> taken = pins.take(wanted);
                assertThat(held).allMatch(other -> other.stream().noneMatch(taken::contains));
                held.add(taken);
            } else {
                pins.giveBack(held.remove(chance.nextInt(held.size())));
            }
        }
    }
}
