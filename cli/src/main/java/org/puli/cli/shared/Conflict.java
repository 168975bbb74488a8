package org.puli.cli.shared;

/**
 * The farm is not as a verb needs it, as a look has shown: what it is about is not there, or is there already. The
 * message says what, and what to do; the exit code is that of a dispatcher's refusal.
 */
public final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a whole message. */
    public Conflict(String message) {
        super(message);
    }
}
