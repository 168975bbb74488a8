package org.puli.worker.logs;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.puli.api.sync.LogSearch;
import org.puli.api.view.LogLine;
import org.puli.api.view.LogLines;

/**
 * Looks for lines in a log, for some seconds at most. RE2 takes time that grows with the line and nothing else,
 * whatever the pattern; a line of more than 16 KiB is looked at in pieces of so much. Bytes of any kind do no harm.
 * Used once, by one thread.
 */
public final class LogSearcher {
    private static final int PIECE = 16 << 10;
    private static final int WINDOW = 64 << 10;
    private static final int SHOWN = 1_000;
    private static final int SHOWN_BEFORE = 100;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final int LINES_PER_CLOCK = 256;

    private final Pattern pattern;
    private final LogSearch wanted;
    private final List<LogLine> found = new ArrayList<>();
    private final byte[] piece = new byte[PIECE];
    private int length;
    private long line = 1;
    /** Where the piece begins. */
    private long at;

    private boolean isFound;
    private boolean hasBytes;
    private boolean isLate;
    private long deadline;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException when the pattern is none
     */
    public LogSearcher(LogSearch wanted) {
        this.wanted = wanted;
        try {
            this.pattern = Pattern.compile(wanted.pattern(), wanted.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Looks through a log to its present end, until enough is found or the time is over. */
    public LogLines search(int attempt, LogStream log) throws IOException {
        deadline = System.nanoTime() + PATIENCE_NANOS;
        byte[] window = new byte[WINDOW];
        for (int count = log.read(window); count >= 0; count = log.read(window)) {
            for (int i = 0; i < count; i++) {
                if (window[i] != '\n') {
                    add(window[i]);
                } else if (endLine()) {
                    return new LogLines(attempt, found, line - 1, false);
                }
            }
        }
        if (hasBytes) {
            look();
            line++;
        }
        return new LogLines(attempt, found, line - 1, true);
    }

    private void add(byte next) {
        if (length == PIECE) {
            // A line without an end must not take for ever; the rest of it is left out then.
            isLate |= isPast();
            look();
            at += length;
            length = 0;
        }
        hasBytes = true;
        piece[length++] = next;
    }

    /** Says whether it was the last one to look at. */
    private boolean endLine() {
        look();
        at += length + 1;
        length = 0;
        isFound = false;
        hasBytes = false;
        line++;
        isLate |= line % LINES_PER_CLOCK == 0 && isPast();
        return found.size() >= wanted.most() || isLate;
    }

    private boolean isPast() {
        return line >= wanted.fromLine() && System.nanoTime() - deadline > 0;
    }

    private void look() {
        if (line < wanted.fromLine() || isFound || isLate || found.size() >= wanted.most()) {
            return;
        }
        String text = new String(piece, 0, length, StandardCharsets.UTF_8);
        Matcher matcher = pattern.matcher(text);
        if (matcher.find()) {
            isFound = true;
            int from = Math.max(0, Math.min(matcher.start() - SHOWN_BEFORE, text.length() - SHOWN));
            found.add(new LogLine(line, at, text.substring(from, Math.min(text.length(), from + SHOWN))));
        }
    }
}
