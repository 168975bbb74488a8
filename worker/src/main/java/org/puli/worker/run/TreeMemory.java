package org.puli.worker.run;

import java.util.List;

/**
 * What a process tree uses of memory. The plain sum over its processes counts what they share several times, so it may
 * be too much and never too little; what is shared is told apart only where the sum is above a limit, since that is
 * costly, and then for a tenth of the time at most. A tree with a control group of its own is asked of that. The look
 * is for one thread at a time, the rest safe on every thread.
 */
final class TreeMemory {
    private static final int IDLE_PART = 10;

    private final long limit;
    private volatile long used;
    private volatile long peak;
    /** Which part of the plain sum it really was at the last costly look. */
    private double fairPart = 1;

    private long nextFairNanos = System.nanoTime();

    /** Memory of a tree that had better stay below a limit. */
    TreeMemory(long limit) {
        this.limit = limit;
    }

    /** Bytes in use at the last look, what was swapped out among them. */
    long used() {
        return used;
    }

    /** The most that was ever seen in use, or by one process; 0 when nobody looked and the kernel did not tell. */
    long peak() {
        return peak;
    }

    /** It is gone; one of its processes had so much, as the kernel says, which sees what is between two looks. */
    void ended(long greatest) {
        peak = Math.max(peak, greatest);
    }

    /** Looks at the living processes of the tree. */
    void look(RunGroup group, List<ProcessStat> members) {
        long sum = 0;
        long greatest = 0;
        for (ProcessStat member : members) {
            long[] nowAndPeak = ProcTable.memory(member.pid());
            sum += nowAndPeak[0];
            greatest = Math.max(greatest, nowAndPeak[1]);
        }
        long ofGroup = group.usedBytes();
        used = ofGroup >= 0 ? ofGroup : fair(sum, members);
        peak = Math.max(peak, Math.max(used, greatest));
    }

    private long fair(long sum, List<ProcessStat> members) {
        if (sum <= limit || members.size() < 2) {
            return sum;
        }
        long before = System.nanoTime();
        if (before - nextFairNanos >= 0) {
            long fair = members.stream()
                    .mapToLong(member -> ProcTable.fairMemory(member.pid()))
                    .sum();
            fairPart = fair == 0 ? 1 : Math.min(1, fair / (double) sum);
            long now = System.nanoTime();
            nextFairNanos = now + (now - before) * IDLE_PART;
        }
        return Math.round(sum * fairPart);
    }
}
