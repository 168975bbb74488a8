package org.puli.worker.availability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.json.Json;
import org.puli.api.local.LocalHold;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pause or drain that somebody at the machine asked for, kept in a file, so that a restart of the daemon does not
 * give away a machine that somebody wants for himself. Safe on every thread.
 */
public final class LocalPause implements Willingness {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPause.class);

    private final Path file;
    private volatile @Nullable LocalHold hold;

    private LocalPause(Path file, @Nullable LocalHold hold) {
        this.file = file;
        this.hold = hold;
    }

    /** What an earlier life of the worker left, in this file. */
    public static LocalPause open(Path file) {
        return new LocalPause(file, read(file));
    }

    private static @Nullable LocalHold read(Path file) {
        try {
            return Json.read(Files.readString(file), LocalHold.class);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            // Who wants the machine for himself must not lose it to a damaged file.
            LOG.warn("What {} says cannot be read, so the worker stays paused: {}", file, e.getMessage());
            return new LocalHold(false, "the note " + file + " cannot be read", OfRunning.FINISH, "somebody", 0);
        }
    }

    /** What is asked for; null for nothing. */
    public @Nullable LocalHold find() {
        return hold;
    }

    /**
     * From now on this is asked for, or nothing.
     *
     * @throws IOException when it cannot be kept; then nothing has changed
     */
    public synchronized void set(@Nullable LocalHold now) throws IOException {
        if (now == null) {
            Files.deleteIfExists(file);
        } else {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, Json.write(now));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        hold = now;
    }

    @Override
    public @Nullable Availability now() {
        LocalHold now = hold;
        return now == null
                ? null
                : new Availability(Cause.LOCAL, Text.cleaned(now.words(), Availability.LONGEST_REASON), now.running());
    }
}
