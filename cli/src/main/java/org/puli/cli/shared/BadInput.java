package org.puli.cli.shared;

/** What somebody gave cannot be used; the message says what, where, and what was expected. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a whole message. */
    public BadInput(String message) {
        super(message);
    }
}
