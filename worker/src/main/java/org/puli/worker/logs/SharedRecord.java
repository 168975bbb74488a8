package org.puli.worker.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a log belongs in the shared folder, in a small file beside its place here. Its time of change is when the
 * attempt ended.
 *
 * @param target the file in the shared folder
 * @param movedBytes how long the log there is; {@link #NOT_MOVED} while it is still here
 */
record SharedRecord(Path target, long movedBytes) {
    static final String ENDING = ".shared";
    static final long NOT_MOVED = -1;

    boolean isMoved() {
        return movedBytes != NOT_MOVED;
    }

    static Path beside(Path log) {
        return log.resolveSibling(log.getFileName() + ENDING);
    }

    static void write(Path log, SharedRecord shared) throws IOException {
        Files.writeString(beside(log), shared.movedBytes + "\n" + shared.target + "\n");
    }

    /** The record of a log; null when it stays here, or when the record was cut off. */
    static @Nullable SharedRecord find(Path log) throws IOException {
        return read(beside(log));
    }

    static @Nullable SharedRecord read(Path record) throws IOException {
        try {
            String[] lines = Files.readString(record).split("\n", -1);
            boolean isWhole = lines.length == 3 && lines[0].matches("-1|\\d{1,18}");
            return isWhole ? new SharedRecord(Path.of(lines[1]), Long.parseLong(lines[0])) : null;
        } catch (NoSuchFileException none) {
            return null;
        }
    }
}
