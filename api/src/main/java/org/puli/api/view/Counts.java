package org.puli.api.view;

/** How many commands stand where; the sum is {@code total}. */
public record Counts(
        long total,
        long blocked,
        long ready,
        long assigned,
        long running,
        long done,
        long failed,
        long canceled,
        long skipped) {
    /** Nothing at all. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(
                total + other.total,
                blocked + other.blocked,
                ready + other.ready,
                assigned + other.assigned,
                running + other.running,
                done + other.done,
                failed + other.failed,
                canceled + other.canceled,
                skipped + other.skipped);
    }

    /** Commands that will not change by themselves. */
    public long ended() {
        return done + failed + canceled + skipped;
    }

    /** What the whole looks like; {@code paused} shows only while nothing runs. */
    public Status status(boolean paused) {
        if (running > 0) {
            return Status.RUNNING;
        }
        if (assigned > 0) {
            return Status.ASSIGNED;
        }
        if (paused && ended() < total) {
            return Status.PAUSED;
        }
        return ready > 0 ? Status.READY : resting();
    }

    private Status resting() {
        if (failed > 0) {
            return Status.FAILED;
        }
        if (canceled > 0) {
            return Status.CANCELED;
        }
        if (blocked > 0) {
            return Status.BLOCKED;
        }
        return skipped == total && total > 0 ? Status.SKIPPED : Status.DONE;
    }
}
