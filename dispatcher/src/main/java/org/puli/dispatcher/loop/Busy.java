package org.puli.dispatcher.loop;

/** A request was not taken because too many wait already, or because the store has stalled; it may be repeated. */
public final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A refusal with what is going on. */
    public Busy(String message) {
        super(message);
    }
}
