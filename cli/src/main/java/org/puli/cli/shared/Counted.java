package org.puli.cli.shared;

/** So many of something, with the word for one or for more. Stateless. */
public final class Counted {
    private Counted() {}

    /** A number with what it counts. */
    public static String of(long count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }
}
