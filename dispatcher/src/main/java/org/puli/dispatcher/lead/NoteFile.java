package org.puli.dispatcher.lead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in a file of the data folder. It is replaced, not synced to the disk: after a power cut it may know less
 * than was
 * acknowledged, and never more. A file that cannot be written is said once and does not stop the farm.
 */
public final class NoteFile implements Notes {
    /** The file of the newest mark. */
    public static final String NAME = "acknowledged.json";

    /** Whoever restores a backup may leave a file of this name: it accepts the loss once, as {@code --accept-loss}. */
    public static final String ACCEPTS = "accept-loss";

    private static final Logger LOG = LoggerFactory.getLogger(NoteFile.class);

    private final Path file;
    private final Path marker;
    private boolean accepts;
    private boolean hasFailed;
    private @Nullable Mark newest;

    /** Notes in a folder; {@code accepts} is what was said on the command line. */
    public NoteFile(Path folder, boolean accepts) {
        this.file = folder.resolve(NAME);
        this.marker = folder.resolve(ACCEPTS);
        this.accepts = accepts || Files.exists(marker);
        this.newest = read(file);
    }

    private static @Nullable Mark read(Path file) {
        try {
            return Files.exists(file) ? Json.read(Files.readString(file), Mark.class) : null;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The note {} cannot be read and is begun anew: {}", file, e.toString());
            return null;
        }
    }

    @Override
    public synchronized @Nullable Mark find() {
        return newest;
    }

    @Override
    public synchronized void keep(Mark mark) {
        Mark before = newest;
        if (before != null && before.farmId().equals(mark.farmId()) && !mark.isBeyond(before)) {
            return;
        }
        newest = mark;
        Path fresh = file.resolveSibling(NAME + ".new");
        try {
            Files.writeString(fresh, Json.write(mark) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            hasFailed = false;
        } catch (IOException e) {
            if (!hasFailed) {
                LOG.warn("It cannot be noted how far the farm has come: {}", e.toString());
            }
            hasFailed = true;
        }
    }

    @Override
    public synchronized boolean acceptsLoss() {
        return accepts;
    }

    @Override
    public synchronized void begun() {
        if (accepts) {
            accepts = false;
            try {
                Files.deleteIfExists(marker);
            } catch (IOException e) {
                LOG.warn(
                        "The file {} cannot be removed; remove it, or losses are accepted again: {}",
                        marker,
                        e.toString());
            }
        }
    }
}
