package org.puli.worker.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Makes a plain file of an ended log that was cut, so that any program can read it. Stateless. */
final class LogCompaction {
    static final String PART = ".part";

    private LogCompaction() {}

    /**
     * Writes the plain file beside a log.
     *
     * @param limit cuts a log that nobody could cut before; 0 for no limit
     * @return the plain file; null when the log is plain itself
     */
    static @Nullable Path write(Path log, long limit) throws IOException {
        Cut cut = CutRecord.read(log);
        if (cut.isNone() && (limit == 0 || Files.size(log) <= limit)) {
            Files.deleteIfExists(CutRecord.beside(log));
            return null;
        }
        Cut known = cut.isNone() ? new LogCutter(log, limit).next(Files.size(log)) : cut;
        Path part = log.resolveSibling(log.getFileName() + PART);
        try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            copy(from, 0, known.start(), to);
            ByteBuffer notice = ByteBuffer.wrap(CutNotice.bytes(known));
            while (notice.hasRemaining()) {
                to.write(notice);
            }
            copy(from, known.end(), from.size(), to);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.setLastModifiedTime(part, Files.getLastModifiedTime(log));
        return part;
    }

    private static void copy(FileChannel from, long start, long end, FileChannel to) throws IOException {
        long place = start;
        while (place < end) {
            long count = from.transferTo(place, end - place, to);
            if (count <= 0) {
                throw new IOException("the log ended while it was copied");
            }
            place += count;
        }
    }

    /** Takes the plain file in the log's place. */
    static void replace(Path log, Path whole) throws IOException {
        Files.move(whole, log, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(CutRecord.beside(log));
    }
}
