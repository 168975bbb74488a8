package org.puli.worker.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is left out of a log's file, in a small file beside it: a worker that comes back finds its logs as they were.
 * Stateless.
 */
final class CutRecord {
    static final String ENDING = ".cut";

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\d{1,18})\n");

    private CutRecord() {}

    static Path beside(Path log) {
        return log.resolveSibling(log.getFileName() + ENDING);
    }

    static void write(Path log, Cut cut) throws IOException {
        String text = cut.start() + " " + cut.resume() + " " + cut.end() + "\n";
        Files.write(beside(log), text.getBytes(US_ASCII));
    }

    /** Nothing when there is none, or when it was itself cut off. */
    static Cut read(Path log) throws IOException {
        try {
            Matcher matcher = FORM.matcher(Files.readString(beside(log), US_ASCII));
            if (matcher.matches()) {
                Cut cut = new Cut(number(matcher, 1), number(matcher, 2), number(matcher, 3));
                boolean isSound =
                        cut.start() <= cut.resume() && cut.resume() <= cut.end() && cut.end() <= Files.size(log);
                return isSound ? cut : Cut.NONE;
            }
            return Cut.NONE;
        } catch (NoSuchFileException notCut) {
            return Cut.NONE;
        }
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
