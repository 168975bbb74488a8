package org.puli.api.local;

/** The worker of this machine cannot be asked, or said no; the message says what to do. */
public final class LocalFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of failure it is. */
    public enum Kind {
        /** No worker runs with this data folder. */
        NO_WORKER,
        /** It belongs to another user. */
        NOT_YOURS,
        /** It understood and refused. */
        REFUSED,
        /** It did not answer as a worker does. */
        BROKEN
    }

    private final Kind kind;

    /** With a whole message. */
    public LocalFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }
}
