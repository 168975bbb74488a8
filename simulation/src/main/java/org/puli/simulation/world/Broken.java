package org.puli.simulation.world;

/** Something that must always hold does not. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What does not hold, in words. */
    public Broken(String what) {
        super(what);
    }

    /** Breaks unless something holds. */
    public static void unless(boolean holds, String otherwise, Object... details) {
        if (!holds) {
            throw new Broken(otherwise.formatted(details));
        }
    }
}
