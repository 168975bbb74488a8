package org.puli.worker.spare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Files of one folder that are each there whole or not at all, and soon forgotten. A forgotten one is kept under
 * another name and written again: ext4 looks through all files that were deleted in the last five seconds for each new
 * one, which took most of a millisecond for each command where thousands begin and end in that time. Safe on every
 * thread, as long as one file has one writer.
 */
public final class SpareFiles {
    /** More than run at once on most machines; what is more is deleted. */
    static final int MOST = 64;

    private static final String PREFIX = "spare-";

    private final Path folder;
    private final boolean sync;
    private final ConcurrentLinkedDeque<Path> spares = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();

    /**
     * Files of a folder that exists.
     *
     * @param sync whether a file is on the disk when {@link #write} returns
     * @throws IOException when the spare files of an earlier life cannot be listed
     */
    public SpareFiles(Path folder, boolean sync) throws IOException {
        this.folder = folder;
        this.sync = sync;
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
    }

    /** Writes a file of the folder in place of the one of the same name. */
    public void write(Path file, String text) throws IOException {
        Path spare = spares.poll();
        Path written = spare == null ? folder.resolve(PREFIX + made.incrementAndGet()) : spare;
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            int length = bytes.remaining();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Not emptied before: the system would write such a file out at once.
            channel.truncate(length);
            if (sync) {
                channel.force(true);
            }
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
    }

    /** Takes a file away; nothing if it is not there. With power lost it may be there again. */
    public void forget(Path file) throws IOException {
        if (spares.size() >= MOST) {
            Files.deleteIfExists(file);
            return;
        }
        Path spare = folder.resolve(PREFIX + made.incrementAndGet());
        try {
            Files.move(file, spare, StandardCopyOption.ATOMIC_MOVE);
            spares.add(spare);
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private void syncFolder() throws IOException {
        if (sync) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
