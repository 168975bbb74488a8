package org.puli.dispatcher.loop;

/** Another dispatcher has written to the database since this one did: whatever is not stored yet must never be. */
public final class LeadershipLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what was found in the database. */
    public LeadershipLost(String message) {
        super(message);
    }
}
