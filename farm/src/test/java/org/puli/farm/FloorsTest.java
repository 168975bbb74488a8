package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FloorsTest {
    private static final int MANY = 20_000;
    private static final int NUMBERS = 200;

    private final Floors<String> floors = new Floors<>();

    @Test
    void whatHoldsFromANumberOnIsFound() {
        floors.put(1, "one");
        floors.put(101, "other");
        assertThat(floors.find(0)).isNull();
        assertThat(floors.find(1)).isEqualTo("one");
        assertThat(floors.find(100)).isEqualTo("one");
        assertThat(floors.find(101)).isEqualTo("other");
        assertThat(floors.find(Long.MAX_VALUE)).isEqualTo("other");
    }

    @Test
    void whateverIsPutAndRemovedItIsFoundAsInATree() {
        Random random = new Random(1);
        TreeMap<Long, String> tree = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            long number = random.nextInt(NUMBERS);
            if (random.nextInt(3) == 0) {
                floors.remove(number);
                tree.remove(number);
            } else {
                floors.put(number, "thing " + i);
                tree.put(number, "thing " + i);
            }
            long asked = random.nextInt(NUMBERS);
            Map.Entry<Long, String> floor = tree.floorEntry(asked);
            assertThat(floors.find(asked)).isEqualTo(floor == null ? null : floor.getValue());
        }
    }
}
