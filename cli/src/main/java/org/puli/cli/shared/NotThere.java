package org.puli.cli.shared;

/** What a verb is about is not on the farm, as a look at it has shown; the message says what, and what there is. */
public final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a whole message. */
    public NotThere(String message) {
        super(message);
    }
}
