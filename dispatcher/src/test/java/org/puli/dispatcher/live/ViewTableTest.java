package org.puli.dispatcher.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ViewTableTest {
    private final ViewTable<Integer, String> table = new ViewTable<>();

    @Test
    void theNewestViewOfEachStandsAtItsPlace() {
        table.put(2, "b");
        table.put(1, "a");
        table.put(3, "c");
        table.put(2, "B");
        assertThat(table.ascending()).containsExactly("a", "B", "c");
        assertThat(table.descending()).containsExactly("c", "B", "a");
        assertThat(table.find(2)).isEqualTo("B");
        assertThat(table.find(4)).isNull();
        assertThat(table.size()).isEqualTo(3);
    }

    @Test
    void whatIsRemovedIsNowhereUntilItComesAgain() {
        table.put(1, "a");
        table.put(2, "b");
        table.remove(1);
        table.remove(7);
        assertThat(table.find(1)).isNull();
        assertThat(table.ascending()).containsExactly("b");
        table.put(1, "again");
        assertThat(table.descending()).containsExactly("b", "again");
        table.clear();
        assertThat(table.ascending()).isEmpty();
        assertThat(table.size()).isZero();
    }

    @Test
    void whoReadsSeesTheNewestEvenOfWhatChangesMeanwhile() {
        table.put(1, "a");
        table.put(2, "b");
        Iterator<String> all = table.ascending().iterator();
        assertThat(all.next()).isEqualTo("a");
        table.put(2, "B");
        assertThat(all.next()).isEqualTo("B");
        assertThat(all.hasNext()).isFalse();
    }

    @Test
    void itSaysWhatASortedMapSays() {
        Random random = new Random(7);
        TreeMap<Integer, String> map = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            int key = random.nextInt(300);
            if (random.nextInt(3) == 0) {
                table.remove(key);
                map.remove(key);
            } else {
                table.put(key, "v" + i);
                map.put(key, "v" + i);
            }
        }
        assertThat(table.ascending()).containsExactlyElementsOf(map.values());
        assertThat(table.descending())
                .containsExactlyElementsOf(map.descendingMap().values());
        map.forEach((key, value) -> assertThat(table.find(key)).isEqualTo(value));
    }
}
