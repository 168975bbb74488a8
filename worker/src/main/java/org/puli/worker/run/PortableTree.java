package org.puli.worker.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.puli.api.spec.Platform;

/**
 * A process and what was seen to descend from it. What has once been seen belongs to it for good, also when its parent
 * has ended; what comes and loses its parent between two looks is never seen. Safe on every thread.
 */
final class PortableTree {
    private static final boolean IS_LINUX = Platform.find(System.getProperty("os.name")) == Platform.LINUX;

    private final ProcessHandle main;
    private final Set<ProcessHandle> known = new HashSet<>();
    private final Map<ProcessHandle, Duration> used = new HashMap<>();

    private PortableTree(ProcessHandle main) {
        this.main = main;
        known.add(main);
    }

    /** The tree of a process. */
    static PortableTree of(ProcessHandle main) {
        return new PortableTree(main);
    }

    /** Notes what is there, and what it has used of the processors. */
    synchronized void look() {
        for (ProcessHandle process : List.copyOf(known)) {
            process.descendants().forEach(known::add);
        }
        for (ProcessHandle process : known) {
            process.info().totalCpuDuration().ifPresent(time -> used.put(process, time));
        }
        known.removeIf(process -> !isLiving(process) && !process.equals(main));
    }

    /**
     * Whether a process runs. On Linux the JDK calls one alive that has ended and that nobody takes away, as in a
     * container whose first process does not.
     */
    private static boolean isLiving(ProcessHandle process) {
        if (!process.isAlive() || !IS_LINUX) {
            return process.isAlive();
        }
        ProcessStat stat = ProcTable.find((int) process.pid());
        return stat != null && !stat.isEnded();
    }

    /** Whether nothing is left of what was seen. */
    synchronized boolean isGone() {
        look();
        return known.stream().noneMatch(PortableTree::isLiving);
    }

    /**
     * Ends all of it: politely where the platform can do that, and hard after the grace time. Returns when it is gone.
     */
    void end(Duration grace) {
        if (isGone()) {
            return;
        }
        living().forEach(ProcessHandle::destroy);
        if (Patience.upTo(grace).until(this::isGone)) {
            return;
        }
        Patience.endless("process tree of " + main.pid()).until(() -> {
            living().forEach(ProcessHandle::destroyForcibly);
            return isGone();
        });
    }

    private synchronized List<ProcessHandle> living() {
        look();
        return known.stream().filter(PortableTree::isLiving).toList();
    }

    /** Processor time of all that was seen, as of the last look at each. */
    synchronized long cpuMillis() {
        return used.values().stream().mapToLong(Duration::toMillis).sum();
    }
}
