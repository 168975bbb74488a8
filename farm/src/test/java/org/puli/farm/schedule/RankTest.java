package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankTest {
    private static final int MANY = 20_000;
    private static final double[] VALUES = {0, Double.MIN_VALUE, 0.1, 1, 1.5, 1e300, -0.5, -3, 1 / 3.0, 2 / 3.0};

    private final Random random = new Random(1);

    private Rank rank() {
        return new Rank(random.nextInt(3) - 1, value(), value(), random.nextInt(3));
    }

    private double value() {
        return VALUES[random.nextInt(VALUES.length)];
    }

    private static long[] written(Rank rank) {
        long[] written = new long[Rank.WIDTH];
        rank.write(written, 0);
        return written;
    }

    private static long[] written(Front front) {
        long[] written = new long[Front.WIDTH];
        front.write(written);
        return written;
    }

    @Test
    void numbersOfRanksAreInTheOrderOfTheRanks() {
        for (int i = 0; i < MANY; i++) {
            Rank one = rank();
            Rank other = rank();
            assertThat(Integer.signum(Arrays.compare(written(one), written(other))))
                    .as("%s and %s", one, other)
                    .isEqualTo(Integer.signum(one.compareTo(other)));
        }
    }

    @Test
    void numbersOfFrontsAreInTheOrderOfTheFronts() {
        for (int i = 0; i < MANY; i++) {
            Front one = new Front(random.nextBoolean(), value(), rank());
            Front other = new Front(random.nextBoolean(), value(), rank());
            assertThat(Integer.signum(Arrays.compare(written(one), written(other))))
                    .as("%s and %s", one, other)
                    .isEqualTo(Integer.signum(one.compareTo(other)));
        }
    }

    @Test
    void theGreatestPriorityOfAllComesAfterWhoeverIsBelowAMinimum() {
        Front below = new Front(true, 5, new Rank(Integer.MIN_VALUE + 1, 0, 0, 1));
        Front other = new Front(false, 0, new Rank(Integer.MAX_VALUE, 0, 0, 2));
        assertThat(Arrays.compare(written(below), written(other))).isNegative();
    }
}
