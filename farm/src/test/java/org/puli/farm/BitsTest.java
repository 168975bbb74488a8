package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set of numbers in pages, compared with Java's own. */
class BitsTest {
    private static List<Integer> members(Bits bits) {
        List<Integer> all = new ArrayList<>();
        for (int i = bits.next(0); i >= 0; i = bits.next(i + 1)) {
            all.add(i);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 4_095, 4_096, 4_097, 20_000})
    void itSaysTheSameAsJavasOwn(int size) {
        SplittableRandom random = new SplittableRandom(size);
        BitSet expected = new BitSet();
        Bits bits = new Bits(size);
        for (int step = 0; step < 400; step++) {
            int from = random.nextInt(size);
            boolean isIn = random.nextBoolean();
            int to = Math.min(size, from + random.nextInt(300));
            for (int i = from; i < to; i++) {
                expected.set(i, isIn);
                bits.set(i, isIn);
            }
            int any = random.nextInt(size);
            assertThat(bits.get(any)).isEqualTo(expected.get(any));
            assertThat(bits.next(any)).isEqualTo(expected.nextSetBit(any));
        }
        assertThat(members(bits)).isEqualTo(expected.stream().boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 4_096, 10_000})
    void allAreTakenInAndOutAtOnce(int size) {
        Bits bits = new Bits(size);
        assertThat(bits.next(0)).isEqualTo(-1);
        bits.setAll();
        assertThat(members(bits)).hasSize(size);
        bits.set(size / 2, false);
        assertThat(members(bits)).hasSize(size - 1).doesNotContain(size / 2);
        bits.clear();
        assertThat(members(bits)).isEmpty();
        bits.setAll();
        assertThat(members(bits)).as("a whole page is not written").hasSize(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {4_096, 10_000})
    void pagesThatFillAndEmptyOneByOneStayRight(int size) {
        Bits bits = new Bits(size);
        for (boolean isIn : List.of(true, false, true)) {
            for (int i = 0; i < size; i++) {
                bits.set(i, isIn);
            }
            assertThat(members(bits)).hasSize(isIn ? size : 0);
        }
        bits.set(100, false);
        Bits other = new Bits(size);
        other.setAll();
        assertThat(other.get(100)).as("no set writes what another one shares").isTrue();
    }
}
