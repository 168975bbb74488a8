package org.puli.worker.availability;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;

/**
 * A file that keeps the worker from work while it exists; its first line is the reason. A look is one question to the
 * file system, and the file is read only when it is another one than before. Used by one thread.
 *
 * @see Watched
 */
public final class PauseFile implements Willingness {
    /** Puli 1.x's word for "stop what runs"; it runs again elsewhere. */
    private static final String STOP_ALL = "-1";

    private static final int MOST_BYTES = 4_096;

    /** What tells two files at one path apart. */
    private record Seen(
            FileTime changed, long size, @Nullable Object key) {}

    private final Path path;
    private final OfRunning running;
    private @Nullable Seen seen;
    private @Nullable Availability said;

    /** A file at an absolute path. */
    public PauseFile(Path path, OfRunning running) {
        this.path = path;
        this.running = running;
    }

    @Override
    public @Nullable Availability now() {
        Seen now;
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            now = new Seen(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            now = null;
        } catch (IOException e) {
            throw new IllegalStateException("the pause file " + path + " cannot be looked at: " + e.getMessage(), e);
        }
        if (now == null) {
            said = null;
        } else if (said == null || !now.equals(seen)) {
            said = read();
        }
        seen = now;
        return said;
    }

    /** That it is there is what counts: one that cannot be read, or is a folder, gives no other reason. */
    private Availability read() {
        String line = firstLine();
        boolean stopsAll = line.equals(STOP_ALL);
        OfRunning then = stopsAll && running == OfRunning.FINISH ? OfRunning.REQUEUE : running;
        String reason = line.isEmpty() || stopsAll ? "the pause file " + path + " exists" : line;
        return new Availability(Cause.LOCAL, Text.cleaned(reason, Availability.LONGEST_REASON), then);
    }

    private String firstLine() {
        // A pipe would hang whoever opens it, and a folder has no lines.
        if (!Files.isRegularFile(path)) {
            return "";
        }
        try (InputStream file = Files.newInputStream(path)) {
            String text = new String(file.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            StringBuilder line = new StringBuilder();
            text.lines().findFirst().orElse("").codePoints().forEach(c -> line.appendCodePoint(printable(c)));
            return line.toString().strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static int printable(int codePoint) {
        return Text.isInvisible(codePoint) ? ' ' : codePoint;
    }
}
