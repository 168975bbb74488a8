package org.puli.worker.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves logs of ended attempts into the shared folder. While that is away they stay here, and this says so. Used by one
 * thread, which may wait for a dead mount for ever.
 */
final class LogMover {
    private static final Logger LOG = LoggerFactory.getLogger(LogMover.class);
    private static final int MOST_NAMES = 9;

    private final SharedStore store;
    private final Path root;
    private boolean isAway;
    private boolean isBehind = true;

    LogMover(SharedStore store, Path root) {
        this.store = store;
        this.root = root;
    }

    /** Moves the log of an attempt that has just ended; says so in the log itself when that cannot be. */
    void moveNew(Path log) throws IOException {
        String problem = move(log);
        if (problem != null) {
            isBehind = true;
            note(log, "the shared folder is away (" + problem + "), so this log stays on the worker until it is back");
        }
    }

    /** There is more to move than this was told of. */
    void lookForRest() {
        isBehind = true;
    }

    /** Moves what could not be moved before, and what an earlier life of the worker left. */
    void moveRest() throws IOException {
        if (!isBehind) {
            return;
        }
        isBehind = false;
        store.eachRecord(false, log -> {
            if (!isBehind && move(log) != null) {
                isBehind = true;
            }
        });
    }

    private @Nullable String move(Path log) {
        try {
            if (!Files.isDirectory(root)) {
                throw new NoSuchFileException("there is no folder " + root);
            }
            SharedRecord record = SharedRecord.find(log);
            // One that is not yet a plain file is told of again when it is.
            boolean isPlain = Files.exists(log) && !Files.exists(CutRecord.beside(log));
            if (record != null && !record.isMoved() && isPlain) {
                move(log, record.target());
            }
            if (isAway) {
                isAway = false;
                LOG.info("The shared folder {} for logs is back", root);
            }
            return null;
        } catch (IOException e) {
            if (!Files.exists(log)) {
                return null;
            }
            String problem = e instanceof NoSuchFileException ? String.valueOf(e.getMessage()) : e.toString();
            if (!isAway) {
                isAway = true;
                LOG.warn("The shared folder {} for logs is away ({}); until it is back they stay here", root, problem);
            }
            return problem;
        }
    }

    private static void move(Path log, Path wanted) throws IOException {
        Files.createDirectories(wanted.getParent());
        FileTime ended = Files.getLastModifiedTime(log);
        long size = Files.size(log);
        Path target = free(log, wanted);
        if (!Files.exists(target)) {
            Path part = target.resolveSibling(target.getFileName() + LogCompaction.PART);
            Files.deleteIfExists(part);
            Files.copy(log, part);
            if (Files.size(part) != size) {
                throw new IOException(part + " did not become as long as " + log);
            }
            Files.setLastModifiedTime(part, ended);
            Files.move(part, target);
        }
        SharedRecord.write(log, new SharedRecord(target, size));
        Files.setLastModifiedTime(SharedRecord.beside(log), ended);
        Files.deleteIfExists(log);
    }

    /** A name that nothing has, or that this very log has since the worker went away in the midst of a move. */
    private static Path free(Path log, Path wanted) throws IOException {
        for (int i = 1; i <= MOST_NAMES; i++) {
            Path target = i == 1 ? wanted : wanted.resolveSibling(wanted.getFileName() + "." + i);
            if (!Files.exists(target) || Files.mismatch(log, target) == -1) {
                return target;
            }
        }
        throw new IOException("other logs are at " + wanted + " and all names beside it; does another farm use it?");
    }

    private static void note(Path log, String words) throws IOException {
        if (Files.exists(log)) {
            FileTime ended = Files.getLastModifiedTime(log);
            Files.writeString(log, "# puli " + words + "\n", StandardOpenOption.APPEND);
            Files.setLastModifiedTime(log, ended);
        }
    }
}
