package org.puli.worker.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathFinding.State;
import org.puli.api.sync.PathProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One test of one place: is it there, can it be read and written, how fast. Blocks for as long as the disk does. What
 * it writes has a name of its own, is never larger than {@link #BYTES}, and is deleted again.
 */
final class PlaceTest {
    /** So much is written and read, so that it takes a moment on a slow server and no more. */
    static final int BYTES = 4 << 20;

    /** The beginning of the names of files that are written. */
    static final String PREFIX = ".puli-test-";

    private static final int PIECE = 256 << 10;
    private static final int MOST_ENTRIES = 200;
    private static final Logger LOG = LoggerFactory.getLogger(PlaceTest.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PathProbe probe;
    private final Path folder;
    private long freeBytes;
    private long totalBytes;
    private long lookNanos;
    private long readSpeed;
    private long writeSpeed;

    private PlaceTest(PathProbe probe) {
        this.probe = probe;
        this.folder = Path.of(probe.root());
    }

    /** What is found of a place. */
    static PathFinding of(PathProbe probe) {
        try {
            return new PlaceTest(probe).tested();
        } catch (InvalidPathException e) {
            return PathFinding.bad(probe, State.FAILED, "cannot be a path here: " + e.getReason());
        }
    }

    private PathFinding tested() {
        if (!Files.exists(folder)) {
            return finding(State.MISSING, isBarred() ? "or may not be looked for by this worker's user" : null);
        }
        if (!Files.isDirectory(folder)) {
            return finding(State.NO_FOLDER, null);
        }
        try {
            Path file = findFile();
            measureRoom();
            readSpeed = file == null ? 0 : readSpeed(file);
        } catch (DirectoryIteratorException e) {
            return finding(State.UNREADABLE, "its entries cannot be read");
        } catch (IOException e) {
            return finding(State.UNREADABLE, words(e));
        }
        return probe.writes() ? written() : finding(State.OK, null);
    }

    private boolean isBarred() {
        Path parent = folder.getParent();
        return parent != null && Files.exists(parent) && !Files.isExecutable(parent);
    }

    private PathFinding written() {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        Path file = folder.resolve(PREFIX + HexFormat.of().formatHex(random));
        try {
            writeSpeed = writeSpeed(file);
            return finding(State.OK, null);
        } catch (IOException e) {
            return finding(State.UNWRITABLE, words(e));
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete the test file {}: {}", file, words(e));
        }
    }

    /** Looks at the folder and into it; some file of it that can be read, if there is one among the first entries. */
    private @Nullable Path findFile() throws IOException {
        long begun = System.nanoTime();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            var iterator = entries.iterator();
            boolean isEmpty = !iterator.hasNext();
            lookNanos = Math.max(1_000, System.nanoTime() - begun);
            for (int i = 0; !isEmpty && i < MOST_ENTRIES && iterator.hasNext(); i++) {
                Path entry = iterator.next();
                if (Files.isRegularFile(entry) && Files.isReadable(entry) && Files.size(entry) > 0) {
                    return entry;
                }
            }
        }
        return null;
    }

    private void measureRoom() throws IOException {
        FileStore store = Files.getFileStore(folder);
        freeBytes = store.getUsableSpace();
        totalBytes = store.getTotalSpace();
    }

    /** A file that is gone or barred meanwhile says nothing about the place. */
    private static long readSpeed(Path file) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long bytes = 0;
        long begun = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int read = channel.read(piece); read > 0 && bytes < BYTES; read = channel.read(piece.clear())) {
                bytes += read;
            }
        } catch (IOException e) {
            return 0;
        }
        return speed(bytes, begun);
    }

    private static long writeSpeed(Path file) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long begun = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int bytes = 0; bytes < BYTES; ) {
                piece.clear();
                bytes += channel.write(piece);
            }
            channel.force(true);
        }
        return speed(BYTES, begun);
    }

    private static long speed(long bytes, long begun) {
        return (long) (bytes * 1e9 / Math.max(1, System.nanoTime() - begun));
    }

    private static String words(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission for this worker's user";
        }
        String message = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private PathFinding finding(State state, @Nullable String detail) {
        return new PathFinding(
                probe.name(),
                probe.root(),
                state,
                detail,
                freeBytes,
                totalBytes,
                lookNanos / 1_000,
                readSpeed,
                writeSpeed);
    }
}
