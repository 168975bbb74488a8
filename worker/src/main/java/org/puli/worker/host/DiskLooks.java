package org.puli.worker.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.puli.api.Text;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineFacts.Disk;

/**
 * Looks how large mounted roots are. One that is dead hangs a thread of its own, and is not looked at again before that
 * one has come back. Used by one thread.
 */
final class DiskLooks {
    /** So long all of them together are waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ThreadPoolExecutor threads = HostThreads.looks(MachineFacts.MOST_DISKS);
    private final Map<String, Future<Long>> open = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();

    /** The disks that are there; one that does not answer has the size that it had before. */
    List<Disk> look(List<Mounts.Mount> mounts) throws InterruptedException {
        List<Mounts.Mount> told = mounts.subList(0, Math.min(mounts.size(), MachineFacts.MOST_DISKS));
        told.forEach(mount -> open.computeIfAbsent(mount.path(), this::begin));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Disk> disks = new ArrayList<>();
        for (Mounts.Mount mount : told) {
            take(mount.path(), deadline - System.nanoTime());
            // Files that a container shows as mounts are no disks.
            long size = sizes.getOrDefault(mount.path(), 0L);
            if (size >= 0) {
                disks.add(new Disk(Text.line(mount.path(), MachineFacts.LONGEST_NAME), mount.type(), size));
            }
        }
        return disks;
    }

    private Future<Long> begin(String path) {
        try {
            return threads.submit(() -> size(Path.of(path)));
        } catch (RejectedExecutionException allThreadsHang) {
            return CompletableFuture.failedFuture(allThreadsHang);
        }
    }

    private static long size(Path path) throws IOException {
        return Files.isDirectory(path) ? Files.getFileStore(path).getTotalSpace() : -1;
    }

    private void take(String path, long nanos) throws InterruptedException {
        Future<Long> look = open.get(path);
        if (look == null) {
            return;
        }
        try {
            sizes.put(path, look.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
            open.remove(path);
        } catch (ExecutionException unreadable) {
            open.remove(path);
        } catch (TimeoutException e) {
            // It is asked again when it has answered.
        }
    }
}
