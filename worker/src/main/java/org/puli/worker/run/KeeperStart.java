package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits for a shell to become a keeper, with a stopped child. Stateless. */
final class KeeperStart {
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(400);

    private KeeperStart() {}

    /** A keeper and the first process of its command, which waits to be let go. */
    record Ready(ProcessStat keeping, ProcessStat stopped) {}

    /**
     * Waits until both are there.
     *
     * @param pid the shell, a child of ours
     * @throws CannotStart when the shell could not do it
     */
    static Ready await(int pid, Keeper keeper) throws CannotStart {
        String shell = String.valueOf(keeper.bash().getFileName());
        while (true) {
            ProcessStat keeping = ProcTable.find(pid);
            if (keeping == null || keeping.isEnded()) {
                throw new CannotStart("the shell that was to start and keep it ended; the log says why");
            }
            // In this order: a shell that still is one may fork at any time, and one that is a keeper never does.
            boolean isKeeper = !ProcTable.name(pid).equals(shell);
            ProcessStat child = findChild(pid);
            if (isKeeper && child != null && (child.state() == 'T' || child.isEnded())) {
                return new Ready(keeping, child);
            }
            if (isKeeper && child == null) {
                throw new CannotStart("somebody ended it before it had begun");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static @Nullable ProcessStat findChild(int parent) {
        return children(parent)
                .map(ProcTable::find)
                .filter(child -> child != null && child.parent() == parent)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Integer> children(int parent) {
        try {
            String line = Files.readString(Path.of("/proc/" + parent + "/task/" + parent + "/children"));
            return Arrays.stream(line.split(" ", -1))
                    .filter(word -> !word.isBlank())
                    .map(Integer::valueOf);
        } catch (IOException goneOrNotInThisKernel) {
            return ProcTable.read().stream()
                    .filter(process -> process.parent() == parent)
                    .map(ProcessStat::pid);
        }
    }
}
