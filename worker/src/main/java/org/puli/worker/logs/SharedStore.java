package org.puli.worker.logs;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;

/**
 * The logs that this worker has put into the shared folder, as its own notes tell; what others put there it never
 * touches. Used by one thread, which may wait for a dead mount for ever.
 */
final class SharedStore implements Retention.Store {
    private final LogFiles files;
    private final LocalStore local;
    private final Path root;
    private final InstantSource clock;

    SharedStore(LogFiles files, Path root, InstantSource clock) {
        this.files = files;
        this.local = new LocalStore(files, clock);
        this.root = root;
        this.clock = clock;
    }

    /** Shows where a log was before it was moved, or still is, for each that belongs into the shared folder. */
    void eachRecord(boolean isMoved, Consumer<Path> each) throws IOException {
        local.eachFile(file -> {
            AttemptRef attempt = LogName.parse(file, SharedRecord.ENDING);
            if (attempt != null && files.isEnded(attempt)) {
                Path log = file.resolveSibling(LogName.of(attempt));
                SharedRecord record = tryRead(log);
                if (record != null && record.isMoved() == isMoved) {
                    each.accept(log);
                }
            }
        });
    }

    private static @Nullable SharedRecord tryRead(Path log) {
        try {
            return SharedRecord.find(log);
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public void each(Consumer<Kept> each) throws IOException {
        eachRecord(true, log -> {
            SharedRecord record = tryRead(log);
            AttemptRef attempt = LogName.parse(log, "");
            if (record != null && attempt != null) {
                each.accept(new Kept(attempt, log, ended(log), record.movedBytes()));
            }
        });
    }

    private Instant ended(Path log) {
        try {
            return Files.getLastModifiedTime(SharedRecord.beside(log)).toInstant();
        } catch (IOException goneMeanwhile) {
            return clock.instant();
        }
    }

    @Override
    public void remove(Kept log, String why) throws IOException {
        SharedRecord record = SharedRecord.find(log.file());
        if (record == null) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw new IOException("the shared folder " + root + " is away");
        }
        files.removed().add(log.attempt(), log.ended(), clock.instant(), why);
        Files.deleteIfExists(record.target());
        Files.deleteIfExists(SharedRecord.beside(log.file()));
        deleteEmpty(record.target().getParent());
    }

    private void deleteEmpty(@Nullable Path folder) throws IOException {
        try {
            for (Path next = folder;
                    next != null && next.startsWith(root) && !next.equals(root);
                    next = next.getParent()) {
                Files.deleteIfExists(next);
            }
        } catch (DirectoryNotEmptyException usedByOthers) {
            return;
        }
    }
}
