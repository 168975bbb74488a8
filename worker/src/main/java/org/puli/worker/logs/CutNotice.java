package org.puli.worker.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** The line that stands in a log where its middle was cut out. It never changes its length. Stateless. */
final class CutNotice {
    private static final int LENGTH = 160;

    private CutNotice() {}

    /** Bytes that the line takes in a file, with a line break before it where there is none. */
    static int length(boolean isAtLineStart) {
        return LENGTH + (isAtLineStart ? 0 : 1);
    }

    static byte[] bytes(Cut cut) {
        boolean isAtLineStart = cut.resume() - cut.start() == LENGTH;
        return ((isAtLineStart ? "" : "\n") + line(cut.start(), cut.end())).getBytes(UTF_8);
    }

    /** For a reader before whom bytes vanished that it had not read yet. */
    static byte[] bytes(long from, long to) {
        return ("\n" + line(from, to)).getBytes(UTF_8);
    }

    private static String line(long from, long to) {
        String words = String.format(
                Locale.ROOT,
                "# puli left out here: bytes %d to %d of what was written, for the limit worker.logs.limit",
                from,
                to);
        return words + " ".repeat(LENGTH - 1 - words.length()) + "\n";
    }
}
