package org.puli.dispatcher.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of bytes that somebody asks for (RFC 9110, 14.1.2).
 *
 * @param from the first byte; that many before the end when negative
 * @param length how many at most
 */
record ByteRange(long from, long length) {
    private static final long ALL = Long.MAX_VALUE / 4;
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,17})-(\\d{0,17})");

    /** Reads a header; null when there is none, or one that is not understood and so has to be left out. */
    static @Nullable ByteRange find(@Nullable String header) {
        Matcher matcher = ONE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return null;
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? null : ofEnd(Long.parseLong(last));
        }
        long from = Long.parseLong(first);
        if (last.isEmpty()) {
            return new ByteRange(from, ALL);
        }
        long length = Long.parseLong(last) - from + 1;
        return length < 1 ? null : new ByteRange(from, length);
    }

    /** The last none of a log are never there. */
    private static ByteRange ofEnd(long count) {
        return new ByteRange(count == 0 ? ALL : -count, ALL);
    }
}
