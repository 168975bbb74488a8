package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how far a program is from what it writes: {@code openjd_progress: 40}, {@code progress 40%}, or a bare {@code
 * 40%} as long as none of the former was seen. Bytes of any kind do no harm. For one thread at a time.
 */
final class ProgressReader {
    private static final int WINDOW_BYTES = 64 * 1024;
    private static final String NUMBER = "(\\d{1,3}(?:\\.\\d{1,9})?)";
    private static final Pattern PLAIN = Pattern.compile(
            "(?:openjd_progress: ?" + NUMBER + "|\\bprogress\\b[ :=]{1,3}" + NUMBER + " ?%)", Pattern.CASE_INSENSITIVE);
    private static final Pattern GUESSED = Pattern.compile("(?<![\\w.+-])" + NUMBER + " ?%");

    private final Path log;
    private long position;
    private boolean isPlain;

    /** Begins after what the log already holds. */
    ProgressReader(Path log, long position) {
        this.log = log;
        this.position = position;
    }

    /** The newest word, 0 to 1, since the last call; empty when there is none. */
    OptionalDouble read() {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size <= position) {
                return OptionalDouble.empty();
            }
            long start = Math.max(position, size - WINDOW_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (size - start));
            int length = Math.max(0, channel.read(bytes, start));
            String text = new String(bytes.array(), 0, length, ISO_8859_1);
            int complete = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
            boolean isOneLongLine = complete == 0 && length >= WINDOW_BYTES;
            position = start + (isOneLongLine ? length : complete);
            return find(text.substring(0, complete));
        } catch (IOException tryAgainLater) {
            return OptionalDouble.empty();
        }
    }

    private OptionalDouble find(String text) {
        OptionalDouble plain = last(PLAIN, text);
        isPlain |= plain.isPresent();
        return isPlain ? plain : last(GUESSED, text);
    }

    private static OptionalDouble last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        double last = -1;
        while (matcher.find()) {
            String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            double percent = Double.parseDouble(number);
            last = percent <= 100 ? percent : last;
        }
        return last < 0 ? OptionalDouble.empty() : OptionalDouble.of(last / 100);
    }
}
