package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.worker.memory.MachineMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group (version 2) of one attempt, or none: then everything here does nothing. It is an addition to the
 * process tree and never the only way to anything, so whatever fails here is told and gone round. Safe on every thread.
 *
 * @param folder null for none
 */
record RunGroup(@Nullable Path folder) implements AutoCloseable {
    static final RunGroup NONE = new RunGroup(null);

    private static final Logger LOG = LoggerFactory.getLogger(RunGroup.class);
    /** The kernel lets go of the last process a little after it has ended. */
    private static final Duration LEAVE = Duration.ofSeconds(2);

    /**
     * Makes one in a folder; none if that is not possible.
     *
     * @param fenceBytes the kernel ends its processes when they use more; 0 for never
     */
    static RunGroup make(Path folder, long fenceBytes) {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException ofEarlierLife) {
            LOG.debug("{} is there from an earlier life", folder);
        } catch (IOException e) {
            LOG.warn("no control group {}: {}", folder, e.toString());
            return NONE;
        }
        RunGroup group = new RunGroup(folder);
        if (fenceBytes > 0) {
            group.fence(fenceBytes);
        }
        return group;
    }

    /** From now on the kernel ends its processes when they use more; nothing where it cannot. */
    void fence(long bytes) {
        if (folder != null && Files.exists(folder.resolve("memory.max"))) {
            tryWrite(folder.resolve("memory.max"), Long.toString(bytes));
            // Half a program is of no use to anybody.
            tryWrite(folder.resolve("memory.oom.group"), "1");
        }
    }

    /** Takes processes in that are not in it; what they start from then on is in it by itself. */
    void take(List<ProcessStat> processes) {
        if (folder == null) {
            return;
        }
        Set<Integer> inside = pids();
        processes.stream()
                .map(ProcessStat::pid)
                .filter(pid -> !inside.contains(pid))
                .forEach(this::take);
    }

    /** Takes one process in. */
    void take(int pid) {
        if (folder != null) {
            tryWrite(folder.resolve("cgroup.procs"), Integer.toString(pid));
        }
    }

    /** The processes in it and in groups that they made inside it; nobody where there is none. */
    Set<Integer> pids() {
        Set<Integer> pids = new HashSet<>();
        if (folder != null) {
            folders(folder).forEach(each -> read(each.resolve("cgroup.procs"), pids));
        }
        return pids;
    }

    private static void read(Path file, Set<Integer> pids) {
        try {
            Files.readAllLines(file, US_ASCII).stream()
                    .filter(line -> line.matches("[1-9]\\d{0,9}"))
                    .forEach(line -> pids.add(Integer.parseInt(line)));
        } catch (IOException gone) {
            // Nobody is in it.
        }
    }

    /** A group and all groups in it, the innermost last. */
    private static List<Path> folders(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isDirectory).toList();
        } catch (IOException | UncheckedIOException gone) {
            return List.of();
        }
    }

    /**
     * Memory in use in bytes, what was swapped out among it, and without the files that the kernel keeps in memory for
     * it, which it gives back when others need it. {@link MachineMemory#UNKNOWN} where this is not told.
     */
    long usedBytes() {
        if (folder == null) {
            return MachineMemory.UNKNOWN;
        }
        long own = MachineMemory.field(folder.resolve("memory.stat"), "anon");
        long shared = MachineMemory.field(folder.resolve("memory.stat"), "shmem");
        long swapped = MachineMemory.number(folder.resolve("memory.swap.current"));
        return own < 0 ? MachineMemory.UNKNOWN : own + Math.max(0, shared) + Math.max(0, swapped);
    }

    /** Whether the kernel ended a process in it that reached its fence. */
    boolean hasReachedFence() {
        return folder != null && MachineMemory.field(folder.resolve("memory.events"), "oom_kill") > 0;
    }

    /** Ends everything in it at once; nothing where the kernel cannot do that. */
    void kill() {
        if (folder != null && Files.exists(folder.resolve("cgroup.kill"))) {
            tryWrite(folder.resolve("cgroup.kill"), "1");
        }
    }

    private static void tryWrite(Path file, String text) {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(text.getBytes(US_ASCII));
        } catch (IOException e) {
            LOG.debug("{} does not take {}: {}", file, text, e.toString());
        }
    }

    /** Removes it; to be called when nothing runs in it any more. */
    @Override
    public void close() {
        if (folder != null && !Patience.upTo(LEAVE).until(this::tryRemove)) {
            LOG.warn("the control group {} cannot be removed; the next start of the worker will try again", folder);
        }
    }

    private boolean tryRemove() {
        boolean isGone = true;
        for (Path each : folders(Objects.requireNonNull(folder)).reversed()) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException stillInUse) {
                isGone = false;
            }
        }
        return isGone;
    }
}
