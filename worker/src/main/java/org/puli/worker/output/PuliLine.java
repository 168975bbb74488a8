package org.puli.worker.output;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.json.ResultValues;

/**
 * What a line says in words of our own: {@code puli_result: psnr=38.2}, {@code puli_release: nuke}. They stand at the
 * beginning of a line, with one blank after the colon; a line that is not quite so says nothing.
 *
 * @param name of the value, or of the license
 * @param value of a result; empty else
 */
record PuliLine(Word word, String name, String value) {
    static final byte[] START = "puli_".getBytes(StandardCharsets.US_ASCII);

    /** What it is about. */
    enum Word {
        RESULT("puli_result: "),
        RELEASE("puli_release: ");

        private final String start;

        Word(String start) {
            this.start = start;
        }
    }

    /** Reads a line; null when it says nothing of the kind. */
    static @Nullable PuliLine of(String line) {
        if (line.startsWith(Word.RESULT.start)) {
            return result(line.substring(Word.RESULT.start.length()));
        }
        if (line.startsWith(Word.RELEASE.start)) {
            String license = line.substring(Word.RELEASE.start.length()).strip();
            return Names.IDENTIFIER.accepts(license) ? new PuliLine(Word.RELEASE, license, "") : null;
        }
        return null;
    }

    private static @Nullable PuliLine result(String text) {
        int sign = text.indexOf('=');
        String name = sign < 0 ? "" : text.substring(0, sign).strip();
        return ResultValues.isName(name)
                ? new PuliLine(
                        Word.RESULT,
                        name,
                        ResultValues.cleaned(text.substring(sign + 1).strip()))
                : null;
    }
}
