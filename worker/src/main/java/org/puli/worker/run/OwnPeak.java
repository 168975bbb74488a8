package org.puli.worker.run;

/**
 * What the worker itself has used of memory at most. A child begins as a part of the worker, and the kernel counts that
 * as the child's: only what is clearly more tells of the child. Safe on every thread.
 */
final class OwnPeak {
    /** The kernel's counts of one process may differ by this from one place to another. */
    private static final long MARGIN = 16L << 20;

    /** Looking costs more than ending a short command, so that is done only where a child had more than this. */
    private static volatile long seen;

    private OwnPeak() {}

    /** The peak that the kernel tells of a child, in bytes; 0 when that may be the worker's own. */
    static long without(long peakBytes) {
        if (peakBytes <= seen + MARGIN) {
            return 0;
        }
        seen = ProcTable.memory(ProcTable.SELF)[1];
        return peakBytes <= seen + MARGIN ? 0 : peakBytes;
    }
}
