package org.puli.dispatcher.store.care;

/**
 * One thing that a look at a database found.
 *
 * @param what what was looked at, one or two words
 * @param text what it is, and what to do where it is not as it should be
 */
public record Finding(Level level, String what, String text) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** The farm works, but somebody should know. */
        WARNING,
        /** Something is lost, damaged or cannot be trusted. */
        PROBLEM
    }

    /** As it should be. */
    public static Finding ok(String what, String text) {
        return new Finding(Level.OK, what, text);
    }

    /** Worth knowing. */
    public static Finding warning(String what, String text) {
        return new Finding(Level.WARNING, what, text);
    }

    /** Wrong. */
    public static Finding problem(String what, String text) {
        return new Finding(Level.PROBLEM, what, text);
    }
}
