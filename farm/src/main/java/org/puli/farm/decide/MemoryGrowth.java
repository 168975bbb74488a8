package org.puli.farm.decide;

import org.jspecify.annotations.Nullable;
import org.puli.api.config.Amounts;
import org.puli.api.spec.MemoryRetry;
import org.puli.api.sync.EndedRun;

/** What becomes of an attempt that was ended for using more memory than it had reserved. Stateless. */
final class MemoryGrowth {
    private MemoryGrowth() {}

    /** Either its command comes back with a greater reservation, or it has failed like any other. */
    static Verdict verdict(EndedRun run, @Nullable MemoryRetry policy, long reservedBytes) {
        long next = next(run, policy, reservedBytes);
        return next == 0
                ? new Verdict(Verdict.Kind.FAILED, atTheEnd(run, policy))
                : new Verdict(Verdict.Kind.GROWN, Verdict.words(run, "tried again with " + Amounts.size(next)));
    }

    /** Bytes that the next try reserves; 0 when there is none with more. */
    static long next(EndedRun run, @Nullable MemoryRetry policy, long reservedBytes) {
        return policy == null ? 0 : policy.grown(reservedBytes, run.peakMemoryBytes());
    }

    private static @Nullable String atTheEnd(EndedRun run, @Nullable MemoryRetry policy) {
        if (policy == null || policy.factor() <= MemoryRetry.LEAST_FACTOR || policy.maxBytes() == 0) {
            return null;
        }
        return Verdict.words(run, "its reservation grows no further than " + Amounts.size(policy.maxBytes()));
    }
}
