package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few or many, they are what a sorted set of the same numbers is. */
class PlacesTest {
    private final Places places = new Places();
    private final TreeSet<Integer> expected = new TreeSet<>();

    private void assertSame(int greatest) {
        assertThat(places.isEmpty()).isEqualTo(expected.isEmpty());
        for (int from = 0; from <= greatest + 1; from++) {
            Integer next = expected.ceiling(from);
            assertThat(places.next(from)).isEqualTo(next == null ? -1 : next);
            BitSet one = new BitSet();
            one.set(from);
            assertThat(places.meet(one)).isEqualTo(expected.contains(from));
        }
        assertThat(places.meet(new BitSet())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 15, 16, 17, 40})
    void theyAreASetInOrder(int greatest) {
        Random random = new Random(greatest);
        for (int i = 0; i < 400; i++) {
            int place = random.nextInt(greatest + 1);
            if (random.nextInt(5) < 3) {
                places.add(place);
                expected.add(place);
            } else {
                places.remove(place);
                expected.remove(place);
            }
            assertSame(greatest);
        }
        for (int place = 0; place <= greatest; place++) {
            places.remove(place);
        }
        expected.clear();
        assertSame(greatest);
    }
}
