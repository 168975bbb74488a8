package org.puli.simulation.world;

import org.jspecify.annotations.Nullable;

/** Something that must always hold does not. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String HOLE = "%s";

    /** What does not hold, in words. */
    public Broken(String what) {
        super(what);
    }

    /** Breaks unless something holds; each {@code %s} of the words is filled with one detail. */
    public static void unless(boolean holds, String words, @Nullable Object... details) {
        if (!holds) {
            throw new Broken(filled(words, details));
        }
    }

    private static String filled(String words, @Nullable Object... details) {
        StringBuilder text = new StringBuilder(words);
        int from = 0;
        for (Object detail : details) {
            int hole = text.indexOf(HOLE, from);
            String filling = String.valueOf(detail);
            text.replace(hole, hole + HOLE.length(), filling);
            from = hole + filling.length();
        }
        return text.toString();
    }
}
