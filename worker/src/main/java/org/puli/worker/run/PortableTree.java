package org.puli.worker.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A process and what was seen to descend from it. What has once been seen belongs to it for good, also when its parent
 * has ended; what comes and loses its parent between two looks is never seen. Safe on every thread.
 */
final class PortableTree {
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
        known.removeIf(process -> !process.isAlive() && !process.equals(main));
    }

    /** Whether nothing is left of what was seen. */
    synchronized boolean isGone() {
        look();
        return known.stream().noneMatch(ProcessHandle::isAlive);
    }

    /**
     * Ends all of it: politely where the platform can do that, and hard after the grace time. Returns when it is gone; a
     * second caller waits for the first.
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
        return known.stream().filter(ProcessHandle::isAlive).toList();
    }

    /** Processor time of all that was seen, as of the last look at each. */
    synchronized long cpuMillis() {
        return used.values().stream().mapToLong(Duration::toMillis).sum();
    }
}
