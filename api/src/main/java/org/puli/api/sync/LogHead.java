package org.puli.api.sync;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of a log that it brings, in headers of the request that brings it. Earlier releases say nothing.
 *
 * @param kind what the body is
 * @param start the first byte that it brings, or the size of the log when there is none so far behind; 0 where no bytes
 *     of a log are brought
 * @param size how many bytes the log had when it was opened
 * @param ended whether it will not change any more
 */
public record LogHead(Kind kind, long start, long size, boolean ended) {
    private static final String KIND = "Puli-Log";
    private static final String START = "Puli-Log-Start";
    private static final String SIZE = "Puli-Log-Size";
    private static final String ENDED = "Puli-Log-Ended";

    /** What the body is. */
    public enum Kind {
        /** Bytes of the log. */
        BYTES,
        /** Lines that were looked for, as JSON. */
        LINES,
        /** Words: there is no such log. */
        NONE,
        /** Words: it was removed, when and why. */
        REMOVED,
        /** Words: it is where it cannot be read now. */
        AWAY,
        /** Words: too much is asked at once. */
        BUSY
    }

    /** Words instead of a log. */
    public static LogHead words(Kind kind) {
        return new LogHead(kind, 0, 0, true);
    }

    /** The headers that say it. */
    public Map<String, String> headers() {
        return Map.of(
                KIND,
                kind.name(),
                START,
                Long.toString(start),
                SIZE,
                Long.toString(size),
                ENDED,
                Boolean.toString(ended));
    }

    /**
     * Reads it from headers.
     *
     * @param header finds a header by its name; null when it is not there
     * @return null when nothing is said, or in words of a later release
     */
    public static @Nullable LogHead find(UnaryOperator<@Nullable String> header) {
        String word = header.apply(KIND);
        String start = header.apply(START);
        String size = header.apply(SIZE);
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(word) && isNumber(start) && isNumber(size)) {
                return new LogHead(
                        kind, Long.parseLong(start), Long.parseLong(size), "true".equals(header.apply(ENDED)));
            }
        }
        return null;
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}");
    }
}
