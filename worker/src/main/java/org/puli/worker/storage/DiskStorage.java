package org.puli.worker.storage;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disks and mounts of this machine. Safe on every thread. */
public final class DiskStorage implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(DiskStorage.class);

    private final Executor threads;
    private final Predicate<String> isThere;

    /** As many threads as {@link FileLooks} ever has looks at once. */
    public DiskStorage() {
        this(StorageThreads.looks(FileLooks.MOST_AT_ONCE), DiskStorage::isThere);
    }

    DiskStorage(Executor threads, Predicate<String> isThere) {
        this.threads = threads;
        this.isThere = isThere;
    }

    @Override
    public void look(String path, Consumer<Boolean> answer) {
        threads.execute(() -> {
            boolean is = false;
            try {
                is = isThere.test(path);
            } finally {
                answer.accept(is);
            }
        });
    }

    private static boolean isThere(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            // As a name with letters that the daemon's locale has not: it is better to say so than never to see it.
            LOG.warn("cannot look for {}: {}; start the worker under a locale such as C.UTF-8", path, e.getReason());
            return false;
        }
    }
}
