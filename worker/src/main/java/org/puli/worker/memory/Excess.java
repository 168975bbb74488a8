package org.puli.worker.memory;

/** Whether something stays above a limit; what falls below it begins anew. For one thread at a time. */
public final class Excess {
    /** What a look found. */
    public enum Judgment {
        /** It is not above the limit. */
        WITHIN,
        /** It is above the limit since this look. */
        NEW,
        /** It is above it for a while, as it may be. */
        STILL,
        /** It is above it for longer than it may. */
        TOO_LONG
    }

    private final long limit;
    private final long mostNanos;
    private boolean isAbove;
    private long sinceNanos;

    /**
     * Above which value it is too much, and for how long it may be.
     *
     * @param limit the most that is not too much
     * @param mostNanos 0 for not at all
     */
    public Excess(long limit, long mostNanos) {
        this.limit = limit;
        this.mostNanos = mostNanos;
    }

    /** Judges a value that was found at a time. */
    public Judgment look(long value, long nowNanos) {
        boolean wasAbove = isAbove;
        isAbove = value > limit;
        if (!isAbove) {
            return Judgment.WITHIN;
        }
        sinceNanos = wasAbove ? sinceNanos : nowNanos;
        if (nowNanos - sinceNanos >= mostNanos) {
            return Judgment.TOO_LONG;
        }
        return wasAbove ? Judgment.STILL : Judgment.NEW;
    }
}
