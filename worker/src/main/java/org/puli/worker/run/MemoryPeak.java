package org.puli.worker.run;

import java.util.List;

/**
 * The most memory that a process tree was seen to use: the greatest sum over its processes at one look, but at least
 * the greatest that the kernel noted for a single one. A tree that ended before the first look has 0.
 */
final class MemoryPeak {
    private volatile long bytes;

    long bytes() {
        return bytes;
    }

    /** Looks at the living processes of the tree; for one thread at a time. */
    void look(List<ProcessStat> members) {
        long sum = 0;
        long peak = bytes;
        for (ProcessStat member : members) {
            long[] nowAndPeak = ProcTable.memory(member.pid());
            sum += nowAndPeak[0];
            peak = Math.max(peak, nowAndPeak[1]);
        }
        bytes = Math.max(peak, sum);
    }
}
