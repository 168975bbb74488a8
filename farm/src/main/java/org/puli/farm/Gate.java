package org.puli.farm;

import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.view.Status;

/** Whether what something waits for has come; the later one of two decides. */
enum Gate {
    /** Nothing is in the way. */
    OPEN,
    /** What it waits for may still come. */
    WAITING,
    /** What it waits for ended otherwise: it is left out, unless that changes. */
    CLOSED;

    /**
     * What the end of something means for who waits for an outcome.
     *
     * @param ended how it ended; null while it has not
     */
    static Gate of(Outcome outcome, @Nullable Status ended) {
        if (ended == null) {
            return WAITING;
        }
        boolean isMet = switch (outcome) {
            case ANY -> true;
            case DONE -> ended == Status.DONE || ended == Status.SKIPPED;
            case FAILED -> ended == Status.FAILED;
            case CANCELED -> ended == Status.CANCELED;
        };
        // A failed task may be retried, so who waits for its success goes on waiting; who waits for a failure of
        // something that succeeded is not needed.
        return isMet ? OPEN : outcome == Outcome.DONE ? WAITING : CLOSED;
    }

    /** How a command is shown that is ready itself and stands behind this gate. */
    Status shown() {
        return switch (this) {
            case OPEN -> Status.READY;
            case WAITING -> Status.BLOCKED;
            case CLOSED -> Status.SKIPPED;
        };
    }

    Gate or(Gate other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
