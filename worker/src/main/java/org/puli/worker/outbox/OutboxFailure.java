package org.puli.worker.outbox;

/** The outbox could not be written; nothing may be reported that rests on it. */
public final class OutboxFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure with what was tried and its cause. */
    public OutboxFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
