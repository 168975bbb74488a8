package org.puli.api.client;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a command's output to read.
 *
 * @param attempt which try, from 1; null for the newest
 * @param from first byte, from 0; a negative number counts from the end
 * @param follow whether to go on until the attempt ends
 */
public record LogQuery(@Nullable Integer attempt, long from, boolean follow) {
    /** All that the newest attempt has written so far. */
    public static final LogQuery NEWEST = new LogQuery(null, 0, false);
}
