package org.puli.worker.output;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a line says in the words of the Open Job Description: {@code openjd_progress: 40}, {@code openjd_status: text},
 * {@code openjd_fail: text}. They stand at the beginning of a line, with one blank after the colon; a line that is not
 * quite so says nothing.
 */
record OpenJdLine(Word word, String value) {
    static final byte[] START = "openjd_".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(?:\\.\\d{0,9})?");

    /** What it is about. */
    enum Word {
        PROGRESS("openjd_progress: "),
        STATUS("openjd_status: "),
        FAIL("openjd_fail: ");

        private final String start;

        Word(String start) {
            this.start = start;
        }
    }

    /** Reads a line; null when it says nothing of the kind. */
    static @Nullable OpenJdLine of(String line) {
        for (Word word : Word.values()) {
            if (line.startsWith(word.start)) {
                String value = line.substring(word.start.length()).strip();
                boolean isSound = word == Word.PROGRESS ? isPercentage(value) : !value.isEmpty();
                return isSound ? new OpenJdLine(word, value) : null;
            }
        }
        return null;
    }

    private static boolean isPercentage(String value) {
        return NUMBER.matcher(value).matches() && Double.parseDouble(value) <= 100;
    }

    /** The progress, 0 to 1. */
    double fraction() {
        return Double.parseDouble(value) / 100;
    }
}
