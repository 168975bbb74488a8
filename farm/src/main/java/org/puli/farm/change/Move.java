package org.puli.farm.change;

import org.puli.api.view.Status;

/** What a person does to commands: which ones it changes, and where they stand then. */
public enum Move {
    /** Ends what has not ended. */
    CANCEL(Status.CANCELED),
    /** Makes failed and canceled ones ready again. */
    RETRY(Status.READY),
    /** Makes all that have ended ready again, to do every frame anew; also of those that are ready after a try. */
    RETRY_ALL(Status.READY),
    /** Takes them as done. */
    FINISH(Status.DONE),
    /** Leaves them out, unless they are done. */
    SKIP(Status.SKIPPED),
    /** Stops what runs and makes it ready again. */
    REQUEUE(Status.READY),
    /** Stops what runs for good. */
    KILL(Status.CANCELED),
    /** Keeps from starting what has not ended; what runs goes on. */
    HOLD(Status.READY),
    /** Lets start again what was kept from it so. */
    RELEASE(Status.READY);

    private final Status to;

    Move(Status to) {
        this.to = to;
    }

    /** Where a command stands afterwards; where it stood, when it is only held or released. */
    public Status to() {
        return to;
    }

    /** Whether a command that stands so is changed; a blocked one stands as READY. What is held is not held again. */
    public boolean changes(Status status) {
        return switch (this) {
            case CANCEL, HOLD -> !status.isEnded();
            case RETRY -> status == Status.FAILED || status == Status.CANCELED;
            case RETRY_ALL -> status.isEnded();
            case FINISH -> status != Status.DONE;
            case SKIP -> status != Status.DONE && status != Status.SKIPPED;
            case REQUEUE, KILL -> status.isActive();
            case RELEASE -> true;
        };
    }
}
