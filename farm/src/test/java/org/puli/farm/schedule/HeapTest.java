package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeapTest {
    private static final int MANY = 20_000;
    private static final int MEMBERS = 60;

    private static final class Runner extends Heap.Member {
        private final int number;
        private int rank;

        Runner(int number, int rank) {
            this.number = number;
            this.rank = rank;
        }

        @Override
        void writeRank(long[] into) {
            into[0] = rank;
            into[1] = number;
        }
    }

    private static final Comparator<Runner> ORDER =
            Comparator.<Runner>comparingInt(runner -> runner.rank).thenComparingInt(runner -> runner.number);

    private final Heap<Runner> heap = new Heap<>(2);

    private Runner put(int number, int rank) {
        Runner runner = new Runner(number, rank);
        heap.put(runner);
        return runner;
    }

    @Test
    void whoGoesFirstIsFound() {
        put(1, 30);
        Runner least = put(2, 10);
        put(3, 20);
        assertThat(heap.first()).isSameAs(least);
        assertThat(heap.all()).hasSize(3).contains(least);
    }

    @Test
    void oneWhoseRankChangedIsPutWhereItBelongs() {
        Runner one = put(1, 10);
        Runner other = put(2, 20);
        one.rank = 30;
        heap.put(one);
        assertThat(heap.first()).isSameAs(other);
        one.rank = 5;
        heap.put(one);
        assertThat(heap.first()).isSameAs(one);
        assertThat(heap.all()).hasSize(2);
    }

    @Test
    void whoIsNotInIsPassedOver() {
        Runner in = put(1, 10);
        Runner out = new Runner(2, 5);
        heap.remove(out);
        assertThat(heap.holds(in)).isTrue();
        assertThat(heap.holds(out)).isFalse();
        assertThat(new Heap<Runner>(2).holds(in)).isFalse();
        heap.remove(in);
        heap.remove(in);
        assertThat(heap.holds(in)).isFalse();
        assertThat(heap.isEmpty()).isTrue();
    }

    @Test
    void whateverHappensTheFirstIsTheLeast() {
        Random random = new Random(1);
        List<Runner> in = new ArrayList<>();
        List<Runner> all = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            all.add(new Runner(i, 0));
        }
        for (int i = 0; i < MANY; i++) {
            Runner any = all.get(random.nextInt(MEMBERS));
            if (random.nextInt(3) == 0) {
                heap.remove(any);
                in.remove(any);
            } else {
                any.rank = random.nextInt(MEMBERS);
                heap.put(any);
                in.remove(any);
                in.add(any);
            }
            assertThat(heap.isEmpty()).isEqualTo(in.isEmpty());
            if (!in.isEmpty()) {
                assertThat(heap.first()).isSameAs(in.stream().min(ORDER).orElseThrow());
            }
        }
        while (!heap.isEmpty()) {
            Runner first = heap.first();
            assertThat(first).isSameAs(in.stream().min(ORDER).orElseThrow());
            heap.remove(first);
            in.remove(first);
        }
        assertThat(in).isEmpty();
    }
}
