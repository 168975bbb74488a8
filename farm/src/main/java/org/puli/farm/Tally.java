package org.puli.farm;

import java.util.Arrays;
import org.puli.api.view.Counts;
import org.puli.api.view.Status;

/** How many commands stand where, kept up to date by adding differences. Owned by the loop. */
// The order of an enum's constants is a fine index for an array that lives no longer than this process.
@SuppressWarnings("EnumOrdinal")
final class Tally {
    private static final int KINDS = Status.SKIPPED.ordinal() + 1;

    private final long[] counts = new long[KINDS];

    long count(Status status) {
        return counts[status.ordinal()];
    }

    void add(Status status, long difference) {
        counts[status.ordinal()] += difference;
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    /** Becomes {@code other}; what that changed is added to each of {@code wholes}. */
    void become(Tally other, Iterable<Tally> wholes) {
        for (int i = 0; i < KINDS; i++) {
            long difference = other.counts[i] - counts[i];
            if (difference != 0) {
                counts[i] = other.counts[i];
                for (Tally whole : wholes) {
                    whole.counts[i] += difference;
                }
            }
        }
    }

    long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    boolean isEnded() {
        return count(Status.BLOCKED) + count(Status.READY) + count(Status.ASSIGNED) + count(Status.RUNNING) == 0;
    }

    /** Whether nothing runs and nothing could start, so that nothing more happens by itself. */
    boolean isOver() {
        return count(Status.READY) + count(Status.ASSIGNED) + count(Status.RUNNING) == 0;
    }

    Counts counts() {
        return new Counts(
                total(),
                count(Status.BLOCKED),
                count(Status.READY),
                count(Status.ASSIGNED),
                count(Status.RUNNING),
                count(Status.DONE),
                count(Status.FAILED),
                count(Status.CANCELED),
                count(Status.SKIPPED));
    }
}
