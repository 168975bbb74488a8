package org.puli.worker.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;

/**
 * Remembers on disk which logs were removed, so that whoever asks for one is told: the last 50,000 at least, in a file
 * of about four megabytes at most. Safe on every thread.
 */
final class RemovedLogs {
    /** A line has about 40 bytes. */
    private static final long MOST_BYTES = 4 << 20;

    private final Path file;

    RemovedLogs(Path file) {
        this.file = file;
    }

    /**
     * Notes a removal.
     *
     * @param why in words that follow "it was removed"
     */
    synchronized void add(AttemptRef attempt, Instant ended, Instant now, String why) throws IOException {
        if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
            dropOlderHalf();
        }
        String line = attempt + " " + ended.getEpochSecond() + " " + now.getEpochSecond() + " " + why + "\n";
        Files.writeString(file, line, US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void dropOlderHalf() throws IOException {
        Path newer = file.resolveSibling(file.getFileName() + LogCompaction.PART);
        try (BufferedReader lines = Files.newBufferedReader(file, US_ASCII);
                BufferedWriter rest = Files.newBufferedWriter(newer, US_ASCII)) {
            long skipped = lines.skip(MOST_BYTES / 2);
            String line = skipped == 0 ? null : lines.readLine();
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                rest.write(line + "\n");
            }
        }
        Files.move(newer, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** When and why a log was removed, in words; null when nothing is known of that. */
    synchronized @Nullable String find(AttemptRef attempt) throws IOException {
        String start = attempt + " ";
        try (BufferedReader lines = Files.newBufferedReader(file, US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.startsWith(start) ? line.split(" ", 4) : new String[0];
                if (words.length == 4) {
                    return "the log of attempt " + attempt + ", which ended " + time(words[1]) + ", was removed "
                            + time(words[2]) + " " + words[3];
                }
            }
        } catch (NoSuchFileException nothingYet) {
            return null;
        }
        return null;
    }

    private static String time(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
