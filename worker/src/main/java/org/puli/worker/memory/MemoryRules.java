package org.puli.worker.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.MemoryPolicy;
import org.puli.api.spec.ProcessLimits;

/**
 * What a worker does about memory.
 *
 * @param policy for commands that say nothing themselves, and for the machine as a whole
 * @param marginPercent how far above its reservation a command may be, 0 to {@value #MOST_MARGIN} percent of it
 * @param time how long it may be above that, up to {@link #LONGEST_TIME}
 * @param reserveBytes memory that is to stay available on the machine; 0 for none
 */
public record MemoryRules(MemoryPolicy policy, int marginPercent, Duration time, long reserveBytes) {
    /** The most percent. */
    public static final int MOST_MARGIN = 1_000;

    /** The longest time. */
    public static final Duration LONGEST_TIME = Duration.ofMinutes(10);

    /** Warns, after a tenth more; the machine as a whole is not looked at. */
    public static final MemoryRules DEFAULT = new MemoryRules(MemoryPolicy.WARN, 10, Duration.ofSeconds(10), 0);

    private static final int PERCENT = 100;
    private static final int RESERVED_PART = 20;
    private static final long MOST_USUALLY_RESERVED = 2L << 30;
    private static final long FENCE_BYTES = 256L << 20;

    /** What is to stay available on a machine of this memory where nobody says otherwise. */
    public static long usualReserve(long machineBytes) {
        return Math.min(machineBytes / RESERVED_PART, MOST_USUALLY_RESERVED);
    }

    /** The policy for one command. */
    public MemoryPolicy policyFor(@Nullable ProcessLimits asked) {
        MemoryPolicy own = asked == null ? null : asked.memoryPolicy();
        return own == null ? policy : own;
    }

    /** What a command may use for as long as it likes. */
    public long limit(long reservedBytes) {
        return reservedBytes + margin(reservedBytes);
    }

    /** What it can never use where the kernel keeps it from that: above the limit, so that it can be warned first. */
    public long fence(long reservedBytes) {
        return limit(reservedBytes) + margin(reservedBytes) + FENCE_BYTES;
    }

    private long margin(long reservedBytes) {
        return reservedBytes / PERCENT * marginPercent;
    }
}
