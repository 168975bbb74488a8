package org.puli.worker.logs;

import java.io.IOException;

/** There is no log to read, and why. */
public final class LogUnreadable extends IOException {
    private static final long serialVersionUID = 1;

    private final Why why;

    /** The reasons. */
    public enum Why {
        /** This worker has never had it, or has forgotten that it had. */
        NONE,
        /** It was removed for its age or for the space of others. */
        REMOVED,
        /** It is in the shared folder, which cannot be reached now. */
        AWAY
    }

    LogUnreadable(Why why, String words) {
        super(words);
        this.why = why;
    }

    /** The reason; the message has words for people. */
    public Why why() {
        return why;
    }
}
