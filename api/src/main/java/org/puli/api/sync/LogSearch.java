package org.puli.api.sync;

/**
 * Which lines of a log somebody looks for.
 *
 * @param pattern a regular expression that RE2 takes; people may write 500 characters, and one that stands for a text
 *     is longer than the text
 * @param ignoreCase whether upper and lower case are the same
 * @param fromLine the first line that is looked at, from 1
 * @param most how many lines are wanted at most, 1 to 1,000
 */
public record LogSearch(String pattern, boolean ignoreCase, long fromLine, int most) {
    /** The most lines in one answer. */
    public static final int MOST_LINES = 1_000;

    /** The longest pattern, in characters. */
    public static final int LONGEST_PATTERN = 500;
}
