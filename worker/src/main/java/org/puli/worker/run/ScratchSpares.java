package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes scratch folders, and keeps some that were left empty for the next attempts, for the same reason as
 * {@link org.puli.worker.spare.SpareFiles}. Only for attempts that run as the worker's own user. Safe on every thread.
 */
final class ScratchSpares {
    private static final int MOST = 64;
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final ConcurrentLinkedDeque<Path> spares = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();

    ScratchSpares(Path folder) {
        this.folder = folder;
    }

    /** Makes an attempt's folder and gives it back; one that is there already stays as it is. */
    Path make(Path scratch) throws IOException {
        Path spare = Files.exists(scratch) ? null : spares.poll();
        if (spare == null) {
            Files.createDirectories(scratch, PosixFilePermissions.asFileAttribute(OWN));
        } else {
            Files.move(spare, scratch, StandardCopyOption.ATOMIC_MOVE);
        }
        return scratch;
    }

    /** Takes an attempt's folder away with all that is in it. */
    void take(Path scratch) {
        try {
            if (spares.size() < MOST && isAsNew(scratch)) {
                Path spare = folder.resolve("spare-" + made.incrementAndGet());
                Files.move(scratch, spare, StandardCopyOption.ATOMIC_MOVE);
                spares.add(spare);
                return;
            }
        } catch (IOException e) {
            // It is deleted then, if it is there at all.
        }
        ScratchFolders.deleteTree(scratch);
    }

    private boolean isAsNew(Path scratch) throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(scratch)) {
            return !inside.iterator().hasNext()
                    && Files.getPosixFilePermissions(scratch).equals(OWN)
                    && Files.getOwner(scratch).equals(Files.getOwner(folder));
        }
    }
}
