package org.puli.worker.logs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.puli.api.sync.AttemptRef;

/** The logs of ended attempts on this worker. Used by one thread. */
final class LocalStore implements Retention.Store {
    /** A folder that is empty for a moment only, since its first log is about to come, is younger. */
    private static final Duration EMPTY_FOR = Duration.ofHours(1);

    private final LogFiles files;
    private final InstantSource clock;

    LocalStore(LogFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /** Shows every file in every job's folder; those of running attempts, too. */
    void eachFile(Consumer<Path> each) throws IOException {
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(files.folder(), LogName.JOBS)) {
            for (Path job : jobs) {
                eachOf(job, each);
            }
        } catch (NoSuchFileException nothingYet) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void eachOf(Path job, Consumer<Path> each) throws IOException {
        boolean isEmpty = true;
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(job)) {
            for (Path file : inside) {
                isEmpty = false;
                each.accept(file);
            }
        } catch (NoSuchFileException | NotDirectoryException notMine) {
            return;
        }
        Instant changed = Files.getLastModifiedTime(job).toInstant();
        if (isEmpty && changed.isBefore(clock.instant().minus(EMPTY_FOR))) {
            deleteEmpty(job);
        }
    }

    private static void deleteEmpty(Path job) throws IOException {
        try {
            Files.deleteIfExists(job);
        } catch (DirectoryNotEmptyException usedAgain) {
            return;
        }
    }

    @Override
    public void each(Consumer<Kept> each) throws IOException {
        eachFile(file -> {
            AttemptRef attempt = LogName.parse(file, "");
            if (attempt != null && files.isEnded(attempt)) {
                show(attempt, file, each);
            }
        });
    }

    private static void show(AttemptRef attempt, Path file, Consumer<Kept> each) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            each.accept(new Kept(attempt, file, attributes.lastModifiedTime().toInstant(), attributes.size()));
        } catch (IOException goneMeanwhile) {
            return;
        }
    }

    @Override
    public void remove(Kept log, String why) throws IOException {
        files.removed().add(log.attempt(), log.ended(), clock.instant(), why);
        Files.deleteIfExists(log.file());
        Files.deleteIfExists(CutRecord.beside(log.file()));
        SharedRecord shared = SharedRecord.find(log.file());
        if (shared != null && !shared.isMoved()) {
            Files.deleteIfExists(SharedRecord.beside(log.file()));
        }
    }
}
