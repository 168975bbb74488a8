package org.puli.simulation.time;

import java.util.List;
import java.util.SplittableRandom;

/** Everything that could come one way or another, drawn from a seed. One thread. */
public final class Chance {
    private final SplittableRandom random;

    /** The same seed always gives the same chances. */
    public Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Chances of its own for a part, so that drawing more in one part does not move the others. */
    public Chance split() {
        return new Chance(random.split());
    }

    /** Yes with this probability. */
    public boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** From low to high, both included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** From low to high, both included. */
    public long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    /** From low to high, small ones as likely as large ones: each doubling has the same chance. */
    public long spread(long low, long high) {
        return Math.min(high, (long) (low * Math.pow((high + 1.0) / low, random.nextDouble())));
    }

    /** Like {@link #spread} for fractions. */
    public double spread(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    /** How long until the next of things that come at random, with this mean. */
    public long pause(long mean) {
        return Math.max(1, (long) (-mean * Math.log(1 - random.nextDouble())));
    }

    /** One of several. */
    public <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Any number. */
    public long number() {
        return random.nextLong();
    }

    /** From 0 to 1. */
    public double fraction() {
        return random.nextDouble();
    }
}
