package org.puli.dispatcher.stats;

/** The history of ended attempts could not be read; what is alive on the farm is not touched by that. */
public final class HistoryUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    HistoryUnreadable(Throwable cause) {
        super("the history could not be read: " + cause.getMessage(), cause);
    }
}
